package dev.millrace.language;

import java.util.List;

/**
 * What a text says about the feelings of who wrote it.
 *
 * @param score −1 (furious) … 1 (delighted)
 * @param phrases of the text that speak for the mood, the clearest first; none when it lies between the words
 */
public record Feeling(double score, Mood mood, List<String> phrases) {}
