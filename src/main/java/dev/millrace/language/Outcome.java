package dev.millrace.language;

/**
 * A guess, and whether it came true.
 *
 * @param probability that the guess gave its best candidate
 */
public record Outcome(double probability, boolean right) {}
