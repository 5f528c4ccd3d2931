package dev.millrace.web.help;

import dev.millrace.knowledge.Section;
import java.util.List;

/**
 * A section on the page above it.
 *
 * @param articles how many there are for this reader, in it and in its own sections
 * @param within those of its sections that have any
 */
public record HelpCard(Section section, String path, int articles, List<Section> within) {}
