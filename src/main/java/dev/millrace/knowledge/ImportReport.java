package dev.millrace.knowledge;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import does, or would do.
 *
 * @param lines one for each text
 * @param problems what was left out, and why
 */
public record ImportReport(List<Line> lines, List<Problem> problems) {

    public enum Fate {
        /** A new article. */
        NEW,
        /** A draft that says what the text says now. */
        CHANGED,
        /** The article says it already. */
        SAME,
        /** Somebody has gone on writing here: the text is left alone. */
        KEPT,
        /** Not imported; the note says why. */
        REFUSED
    }

    /**
     * @param number of the article; null for one that is not there yet
     * @param section that a new one lies in
     */
    public record Line(
            String file,
            int line,
            String title,
            String language,
            String section,
            Fate fate,
            @Nullable Long number,
            String note) {}

    /** @param line of the file; 0 when it is about all of it */
    public record Problem(String file, int line, String what) {}

    public ImportReport {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    public long count(Fate fate) {
        return lines.stream().filter(line -> line.fate() == fate).count();
    }

    /** Where an import stands. */
    public enum State {
        /** Looked at, and nothing done. */
        LOOKED,
        WAITING,
        DONE,
        FAILED
    }

    /** An import and how far it is. */
    public record Import(
            UUID id, String name, State state, boolean publish, int done, int total, ImportReport report) {}
}
