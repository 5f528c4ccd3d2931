package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.StoredFile;
import dev.millrace.tickets.Attachment;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a template says, and when it should.
 *
 * @param useWhen when it is right
 * @param notWhen when it is wrong, and what to do then
 * @param bodies by the language they are in, an ISO 639-1 code
 * @param files that go with it
 */
public record TemplateText(
        String name, String useWhen, String notWhen, SortedMap<String, String> bodies, List<File> files) {

    public static final int NAME_LIMIT = 100;
    private static final int GUIDE_LIMIT = 1_000;
    private static final int BODY_LIMIT = 20_000;
    private static final int MOST_FILES = 10;

    /** A file by its content. */
    public record File(UUID id, String sha256, long size, String name, String type) {

        public Attachment attachment() {
            return Attachment.of(new StoredFile(sha256, size), name, type);
        }
    }

    public TemplateText {
        bodies = Collections.unmodifiableSortedMap(new TreeMap<>(bodies));
        files = List.copyOf(files);
    }

    public static TemplateText of(String name, String language, String body) {
        return new TemplateText(name, "", "", new TreeMap<>(Map.of(language, body)), List.of());
    }

    /** The language in which it can be said to somebody, theirs if there is a text in it. */
    public String language(@Nullable String theirs, String ours) {
        if (theirs != null && bodies.containsKey(theirs)) {
            return theirs;
        }
        return bodies.containsKey(ours) ? ours : bodies.firstKey();
    }

    public String body(String language) {
        return bodies.getOrDefault(language, "");
    }

    /** Everything that is said in it, to be searched in. */
    public String whole() {
        return useWhen + "\n" + String.join("\n", bodies.values());
    }

    /** As it is kept; a language in which nothing is said is left out. */
    TemplateText kept() {
        var said = new TreeMap<String, String>();
        bodies.forEach((language, body) -> {
            if (!language.matches("[a-z]{2,3}")) {
                throw new Invalid("language", "“%s” is not a language.".formatted(language));
            }
            var text = body.replace("\r\n", "\n").strip();
            if (text.length() > BODY_LIMIT) {
                throw new Invalid("body-" + language, "At most %,d characters.".formatted(BODY_LIMIT));
            }
            if (!text.isEmpty()) {
                said.put(language, text);
            }
        });
        var line = name.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty() || line.length() > NAME_LIMIT) {
            throw new Invalid("name", "Give it a name of 1 to %d characters.".formatted(NAME_LIMIT));
        }
        if (useWhen.length() > GUIDE_LIMIT) {
            throw new Invalid("useWhen", "At most %,d characters.".formatted(GUIDE_LIMIT));
        }
        if (notWhen.length() > GUIDE_LIMIT) {
            throw new Invalid("notWhen", "At most %,d characters.".formatted(GUIDE_LIMIT));
        }
        if (files.size() > MOST_FILES) {
            throw new Invalid("files", "At most %d files go with a template.".formatted(MOST_FILES));
        }
        return new TemplateText(line, useWhen.strip(), notWhen.strip(), said, files);
    }

    /** Refuses what nobody could send: nothing said, or something that is not understood. */
    TemplateText finished(Set<String> fields) {
        if (bodies.isEmpty()) {
            throw new Invalid("body", "Write what it says.");
        }
        bodies.forEach((language, body) -> Wording.parse("body-" + language, body, fields));
        return this;
    }

    /** The name of a language in English, for messages. */
    static String nameOf(String language) {
        return Locale.of(language).getDisplayLanguage(Locale.ENGLISH);
    }
}
