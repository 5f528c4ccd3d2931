package dev.millrace.language;

/**
 * The language a text is written in.
 *
 * @param language ISO 639-1, such as {@code en}; Norwegian is {@code no}, whichever kind
 * @param confidence 0…1, among the languages that were asked for
 */
public record Detected(String language, double confidence) {}
