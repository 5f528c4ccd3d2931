package dev.millrace.language;

/**
 * A text whose label is known.
 *
 * @param label the {@link Label#id()} it belongs to
 * @param source what to call it when it is somebody's neighbour, such as a ticket's number
 * @param weight how much it counts; 1 for what a person decided
 */
public record Labelled(Read text, String label, String source, float weight) {}
