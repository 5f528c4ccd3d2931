package dev.millrace.tickets;

import java.util.List;

/**
 * What a ticket is about, in the desk's own words.
 *
 * @param description tells people and models when it fits
 * @param examples a few things that customers write when they mean it, so that it is recognised before anybody has used it
 */
public record Category(CategoryId id, String name, String description, List<String> examples, boolean archived) {

    public static final int MOST_EXAMPLES = 20;
    public static final int LONGEST_EXAMPLE = 300;

    public Category {
        examples = List.copyOf(examples);
    }

    public Category archived(boolean now) {
        return new Category(id, name, description, examples, now);
    }
}
