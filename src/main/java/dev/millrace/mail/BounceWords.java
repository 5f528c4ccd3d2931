package dev.millrace.mail;

import dev.millrace.mail.Bounce.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The phrases of {@code bounce-words.txt}, by which a server's words are understood. */
final class BounceWords {

    private static final List<Section> SECTIONS = load();

    private record Section(Reason reason, boolean general, List<List<String>> phrases) {

        boolean fits(String text) {
            for (var phrase : phrases) {
                if (holds(text, phrase)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean holds(String text, List<String> pieces) {
            var at = 0;
            for (var piece : pieces) {
                at = text.indexOf(piece, at);
                if (at < 0) {
                    return false;
                }
                at += piece.length();
            }
            return true;
        }
    }

    private BounceWords() {}

    /** What the text (in lower case, with single spaces) means, or null when it says nothing known. */
    static @Nullable Reason reason(String text) {
        return reason(text, false);
    }

    /** The same by words that are said of many things. */
    static @Nullable Reason generalReason(String text) {
        return reason(text, true);
    }

    private static @Nullable Reason reason(String text, boolean general) {
        for (var section : SECTIONS) {
            if (section.general() == general && section.fits(text)) {
                return section.reason();
            }
        }
        return null;
    }

    private static List<Section> load() {
        try (var in = Objects.requireNonNull(BounceWords.class.getResourceAsStream("bounce-words.txt"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Section> parse(String text) {
        var sections = new ArrayList<Section>();
        for (var line : text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList()) {
            if (line.startsWith("[")) {
                var general = line.startsWith("[general ");
                var word = line.substring(general ? "[general ".length() : 1, line.length() - 1);
                sections.add(new Section(Reason.of(word), general, new ArrayList<>()));
            } else {
                Arrays.stream(line.split("\\|"))
                        .map(BounceWords::phrase)
                        .forEach(sections.getLast().phrases()::add);
            }
        }
        return List.copyOf(sections);
    }

    private static List<String> phrase(String text) {
        return Arrays.stream(text.strip().split("\\*"))
                .map(piece -> piece.replaceFirst("^_", " ").replaceFirst("_$", " "))
                .toList();
    }
}
