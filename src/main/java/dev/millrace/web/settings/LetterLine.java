package dev.millrace.web.settings;

import dev.millrace.replies.StandingLetter;
import org.jspecify.annotations.Nullable;

/** A version of a letter and the name of who wrote it, null for the desk itself. */
public record LetterLine(StandingLetter letter, @Nullable String author) {}
