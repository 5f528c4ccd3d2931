package dev.millrace.launch;

/** The desk cannot be started on this machine; the message says why and what to do, in one line. */
final class CannotLaunch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotLaunch(String message) {
        super(message);
    }
}
