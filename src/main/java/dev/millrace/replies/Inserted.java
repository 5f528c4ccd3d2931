package dev.millrace.replies;

import java.util.List;
import java.util.UUID;

/**
 * A template as it was put into an answer.
 *
 * @param text what its blanks were filled with; those that must still be filled are marked, see {@link Wording#asked}
 * @param files that go with it unless the writer takes them out
 */
public record Inserted(
        UUID id,
        TemplateId template,
        int version,
        String name,
        String useWhen,
        String notWhen,
        String text,
        List<TemplateText.File> files) {}
