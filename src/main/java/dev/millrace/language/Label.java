package dev.millrace.language;

import java.util.List;

/**
 * A class a text can belong to.
 *
 * @param id what guesses and models call it; never shown
 * @param name as people say it, such as "Delivery & returns"
 * @param description a line that says what belongs here; may be empty
 * @param examples texts that belong here, as a person wrote them down when they made the label; may be empty
 */
public record Label(String id, String name, String description, List<String> examples) {

    public Label {
        examples = List.copyOf(examples);
    }
}
