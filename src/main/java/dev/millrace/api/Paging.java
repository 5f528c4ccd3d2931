package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;

/** How much of a list one request may have. */
final class Paging {

    private static final int MOST = 100;

    private Paging() {}

    static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw new Invalid("limit", "A page has 1 to %d items.".formatted(MOST));
        }
        return asked;
    }
}
