package dev.millrace.knowledge;

import java.util.List;

/**
 * An article as it is shown.
 *
 * @param html safe to put into a page
 * @param headings in their order, for a table of contents
 * @param passages everything there is to read, in pieces of a few sentences
 * @param links where its links lead and its pictures lie
 */
public record Rendered(String html, List<Heading> headings, List<Passage> passages, List<String> links) {

    /**
     * @param level 2 for what stands right below the article's title
     * @param anchor of the heading, to link to
     */
    public record Heading(int level, String anchor, String text) {}

    /**
     * @param anchor of the heading it stands below; empty before the first
     * @param heading that it stands below; empty before the first
     */
    public record Passage(String anchor, String heading, String text) {}

    public Rendered {
        headings = List.copyOf(headings);
        passages = List.copyOf(passages);
        links = List.copyOf(links);
    }
}
