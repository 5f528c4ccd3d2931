package dev.millrace.language;

/** How somebody feels who writes, from worst to best. */
public enum Mood {
    ANGRY(-1),
    UNHAPPY(-.6),
    NEUTRAL(0),
    PLEASED(.6),
    DELIGHTED(1);

    /** Where it lies between −1 and 1. */
    final double score;

    Mood(double score) {
        this.score = score;
    }
}
