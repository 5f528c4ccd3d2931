package dev.millrace.language;

/**
 * What was found.
 *
 * @param score the higher the better; scores of different searches cannot be compared
 */
public record Match(String id, double score) {}
