package dev.millrace.kernel;

/** The desk cannot start here, and the message tells the person at the keyboard in one line why and what to do. */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }
}
