package dev.millrace.language;

import org.jspecify.annotations.Nullable;

/**
 * What is learned from: a text and the class it belongs to.
 *
 * @param target number of the class, or {@link #NONE}
 * @param source where it came from; null for what a label says about itself
 */
record Example(
        Read text, int target, float weight, @Nullable String source) {

    /** Belongs to no class: a stranger, that teaches what is not known. */
    static final int NONE = -1;

    boolean isStranger() {
        return target == NONE;
    }
}
