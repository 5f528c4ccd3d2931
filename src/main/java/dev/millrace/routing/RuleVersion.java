package dev.millrace.routing;

import dev.millrace.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rule said from one moment on; it never changes. */
public record RuleVersion(
        RuleId rule,
        int number,
        RuleText text,
        Instant createdAt,
        @Nullable PersonId createdBy) {}
