package dev.millrace.web.templates;

import dev.millrace.replies.Template;
import java.util.List;

/** The folders that templates lie in. */
final class Folders {

    private Folders() {}

    static List<String> of(List<Template> templates) {
        return templates.stream()
                .map(template -> template.place().folder())
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }
}
