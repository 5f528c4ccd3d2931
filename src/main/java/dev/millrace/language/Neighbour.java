package dev.millrace.language;

/**
 * A text learned from that is much like the one in question.
 *
 * @param source the {@link Labelled#source()} of it
 * @param similarity cosine, from −1 to 1
 */
public record Neighbour(String source, double similarity) {}
