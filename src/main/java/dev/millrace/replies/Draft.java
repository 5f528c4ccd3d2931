package dev.millrace.replies;

import org.jspecify.annotations.Nullable;

/**
 * A reply or note that is not sent yet.
 *
 * @param to as typed; null for whom the answer goes to anyway
 * @param cc the same
 */
public record Draft(
        boolean note,
        String body,
        @Nullable String to,
        @Nullable String cc) {

    public static final Draft NONE = new Draft(false, "", null, null);
}
