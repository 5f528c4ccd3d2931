package dev.millrace.language;

import java.util.Locale;

/** How somebody feels who writes, from worst to best. */
public enum Mood {
    ANGRY(-1),
    UNHAPPY(-.6),
    NEUTRAL(0),
    PLEASED(.6),
    DELIGHTED(1);

    /** Where it lies between −1 and 1. */
    public double score() {
        return score;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Mood of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    final double score;

    Mood(double score) {
        this.score = score;
    }
}
