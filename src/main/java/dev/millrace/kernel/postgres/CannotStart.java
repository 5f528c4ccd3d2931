package dev.millrace.kernel.postgres;

/** The desk's database cannot start here, and the message tells the person at the keyboard why and what to do. */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }
}
