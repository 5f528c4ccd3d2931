package dev.millrace.replies;

import dev.millrace.people.PersonId;
import java.time.Instant;

/**
 * What is being written, before anybody can use it.
 *
 * @param waits whether somebody was asked to approve of it
 * @param note why it was sent back; empty when it was not
 * @param edition how often it was kept; who changes it names the one they saw
 * @param writtenBy who changed it last
 */
public record TemplateDraft(
        TemplateId template,
        TemplateText text,
        boolean waits,
        String note,
        int edition,
        PersonId writtenBy,
        Instant keptAt) {}
