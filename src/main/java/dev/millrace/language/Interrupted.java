package dev.millrace.language;

import java.util.concurrent.CancellationException;

/** Ends a long computation whose thread was interrupted; the thread stays interrupted. */
final class Interrupted {

    private Interrupted() {}

    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The computation was interrupted");
        }
    }
}
