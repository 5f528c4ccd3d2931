package dev.millrace.learning;

/**
 * What one version of what was learned thinks of one field of a ticket.
 *
 * @param value as the ticket would have it: an id, or the word of a priority
 * @param certainty from 0 to 1
 * @param known from 0 to 1, how surely the ticket belongs to any of the values
 * @param sure whether that is enough to act on it
 */
public record Opinion(int version, String value, double certainty, double known, boolean sure) {

    /** A text that belongs to no value is not sorted into the least unlikely one. */
    static final double STRANGE = 0.5;

    /** @param threshold how certain it must be to act on it */
    public static Opinion of(int version, String value, double certainty, double known, double threshold) {
        return new Opinion(version, value, certainty, known, certainty >= threshold && known >= STRANGE);
    }
}
