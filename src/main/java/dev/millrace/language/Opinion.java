package dev.millrace.language;

import java.util.Map;

/**
 * What the experts say about a text.
 *
 * @param scores of those who know something, one for each class
 * @param nearest the learned texts that are most like it, the nearest first
 */
record Opinion(Map<Expert, float[]> scores, Nearest nearest) {}
