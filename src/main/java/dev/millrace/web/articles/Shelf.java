package dev.millrace.web.articles;

import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A section in its place.
 *
 * @param inner those that lie in it
 */
public record Shelf(Section section, List<Section> inner) {

    static List<Shelf> of(List<Section> sections) {
        return below(null, sections).stream()
                .map(top -> new Shelf(top, below(top.id(), sections)))
                .toList();
    }

    private static List<Section> below(@Nullable SectionId parent, List<Section> sections) {
        return sections.stream()
                .filter(section -> Objects.equals(section.parent(), parent))
                .toList();
    }

    /** For a list to choose from: those within are named with what they lie in. */
    public static Map<String, String> options(List<Shelf> shelves, String none) {
        var options = new LinkedHashMap<String, String>();
        if (!none.isEmpty()) {
            options.put("", none);
        }
        for (var shelf : shelves) {
            var path = new ArrayList<>(List.of(shelf.section()));
            path.addAll(shelf.inner());
            for (var section : path) {
                options.put(
                        section.id().toString(),
                        section.equals(shelf.section())
                                ? section.name()
                                : shelf.section().name() + " › " + section.name());
            }
        }
        return options;
    }
}
