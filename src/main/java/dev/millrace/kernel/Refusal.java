package dev.millrace.kernel;

/** An expected failure that the person or program asking should read; anything else thrown is a bug. */
public abstract sealed class Refusal extends RuntimeException {

    private final String message;

    private Refusal(String message) {
        super(message, null, false, false);
        this.message = message;
    }

    /** A whole sentence for the one who asked. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What was asked for is not there, or not for this reader: the two look the same on purpose. */
    public static final class NotFound extends Refusal {
        public NotFound(String message) {
            super(message);
        }
    }

    /** It cannot be done now: somebody else was faster, or the thing's state does not allow it. */
    public static final class Conflict extends Refusal {
        public Conflict(String message) {
            super(message);
        }
    }

    /** The one who asks may not. */
    public static final class Forbidden extends Refusal {
        public Forbidden(String message) {
            super(message);
        }
    }

    /** A value is wrong; {@code field} is its name in the form or in the JSON. */
    public static final class Invalid extends Refusal {

        private final String field;

        public Invalid(String field, String message) {
            super(message);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** Too much was asked in too short a time. */
    public static final class TooMany extends Refusal {
        public TooMany(String message) {
            super(message);
        }
    }
}
