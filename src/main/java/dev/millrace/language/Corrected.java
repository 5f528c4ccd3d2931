package dev.millrace.language;

/** A text whose mood somebody has put right, or found right. */
public record Corrected(Read text, Mood mood) {}
