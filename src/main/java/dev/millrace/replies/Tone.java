package dev.millrace.replies;

import java.util.Locale;

/** How an answer could be said instead. */
public enum Tone {
    FRIENDLIER,
    MORE_FORMAL,
    SHORTER,
    PLAINER;

    /** As it is written on the wire and in keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
