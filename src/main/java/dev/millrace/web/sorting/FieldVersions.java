package dev.millrace.web.sorting;

import dev.millrace.learning.Learned;
import dev.millrace.learning.Model;
import java.util.List;

/**
 * The versions of what is known about one field.
 *
 * @param serving the version that serves; 0 when there is none yet
 * @param pinned whether somebody wants it to stay
 * @param labelled tickets whose value people have said
 */
public record FieldVersions(Learned field, List<Model> versions, int serving, boolean pinned, int labelled) {

    /** Enough to see how it goes on. */
    private static final int SHOWN = 8;

    public List<Model> shown() {
        return versions.subList(0, Math.min(SHOWN, versions.size()));
    }

    /** How many more would be needed before learning from tickets is tried. */
    public int missing() {
        return Math.max(0, 50 - labelled);
    }
}
