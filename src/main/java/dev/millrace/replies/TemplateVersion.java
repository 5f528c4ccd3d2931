package dev.millrace.replies;

import dev.millrace.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a template said from a moment on; it never changes.
 *
 * @param note what is different, in the words of who approved of it
 * @param writtenBy nobody for what the desk came with
 */
public record TemplateVersion(
        TemplateId template,
        int version,
        TemplateText text,
        String note,
        @Nullable PersonId writtenBy,
        @Nullable PersonId approvedBy,
        Instant at) {}
