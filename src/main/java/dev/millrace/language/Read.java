package dev.millrace.language;

/**
 * A text and its embedding: read once, used by everything.
 *
 * @param vector of length 1, with as many numbers as {@link Embedder#dimensions()} says; nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // a copy for every reader would cost more than the dot product it is made for
public record Read(String text, float[] vector) {}
