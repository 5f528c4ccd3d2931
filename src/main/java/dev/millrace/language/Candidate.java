package dev.millrace.language;

/**
 * A label that a text may belong to.
 *
 * @param label the {@link Label#id()}
 * @param probability from 0 to 1, calibrated: of all candidates with .8, four in five are right
 */
public record Candidate(String label, double probability) {}
