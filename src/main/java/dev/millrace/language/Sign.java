package dev.millrace.language;

/**
 * Something in a text that says how much waiting hurts.
 *
 * @param phrase as it stands in the text
 * @param weight 0…1 for what hurries; negative, down to −1, for what can wait
 */
public record Sign(Kind kind, String phrase, double weight) {

    /** What a sign speaks of. */
    public enum Kind {
        /** Something that is relied upon does not work. */
        OUTAGE,
        /** A date, or the wish to be served soon. */
        DEADLINE,
        /** Break-in, loss of data, fraud. */
        SECURITY,
        /** Money that went wrong, or that somebody waits for. */
        PAYMENT,
        /** Law, complaint, threat to leave. */
        LEGAL,
        /** More than the writer is affected. */
        MANY_USERS,
        /** Not the first time that the writer asks. */
        REPEATED,
        /** The writer wants to know something, and says that it can wait. */
        QUESTION
    }
}
