package dev.millrace.commands;

/** The command line asks for something that does not exist; the message says what, in one line. */
class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message);
    }
}
