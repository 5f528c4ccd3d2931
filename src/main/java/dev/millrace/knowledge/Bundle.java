package dev.millrace.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file holds that is to be imported.
 *
 * @param system what wrote it, such as zendesk; the ids of its texts are its own
 * @param files pictures and the like, by their path in the archive
 * @param problems what could not be read, and why
 */
record Bundle(String system, List<Text> texts, Map<String, byte[]> files, List<Problem> problems) {

    enum Format {
        HTML,
        MARKDOWN
    }

    /**
     * A text that becomes an article in one language.
     *
     * @param id in the system it comes from; the same in all its languages
     * @param file where it stands, and from which line on; 0 when lines say nothing
     * @param sections it lay in, the outermost first
     * @param language ISO 639-1; empty when nothing says
     * @param published whether it could be read there
     * @param addresses where it stood, as paths
     */
    record Text(
            String id,
            String file,
            int line,
            List<String> sections,
            String title,
            String summary,
            String body,
            Format format,
            String language,
            List<String> tags,
            boolean published,
            List<String> addresses) {
        Text {
            sections = List.copyOf(sections);
            tags = List.copyOf(tags);
            addresses = List.copyOf(addresses);
        }
    }

    /** @param line of the file; 0 when it is about all of it */
    record Problem(String file, int line, String what) {}

    static Bundle empty(String system) {
        return new Bundle(system, new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
    }

    void problem(String file, int line, String what) {
        problems.add(new Problem(file, line, what));
    }
}
