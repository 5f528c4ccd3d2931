package dev.millrace.web.templates;

import dev.millrace.replies.TemplateVersion;
import dev.millrace.web.Difference;
import java.util.List;

/**
 * A version in the list of all.
 *
 * @param share of a hundred tickets that get it; 0 when it is not used
 * @param differences from the version before it, part by part
 */
public record VersionLine(TemplateVersion version, int share, List<Part> differences) {

    /** @param name of the part, as a key of texts or a language */
    public record Part(String name, List<Difference> words) {}
}
