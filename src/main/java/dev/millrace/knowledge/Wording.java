package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Invalid;

/**
 * What an article says.
 *
 * @param summary one or two sentences for lists and search engines; may be empty
 * @param body Markdown, see {@link Markdown}
 */
public record Wording(String title, String summary, String body) {

    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_SUMMARY = 500;
    public static final int LONGEST_BODY = 200_000;

    /** As it is kept: without white space around it. A draft may be as unfinished as it likes, but not longer. */
    Wording kept() {
        var kept =
                new Wording(title.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), summary.strip(), body.stripTrailing());
        must("title", kept.title.length() <= LONGEST_TITLE, "At most %,d characters.".formatted(LONGEST_TITLE));
        must("summary", kept.summary.length() <= LONGEST_SUMMARY, "At most %,d characters.".formatted(LONGEST_SUMMARY));
        must("body", kept.body.length() <= LONGEST_BODY, "At most %,d characters.".formatted(LONGEST_BODY));
        return kept;
    }

    /** As it can be published: with a title and something to read. */
    Wording finished() {
        must("title", !title.isBlank(), "Give the article a title.");
        must("body", !body.isBlank(), "Write the article first.");
        return this;
    }

    private static void must(String field, boolean holds, String message) {
        if (!holds) {
            throw new Invalid(field, message);
        }
    }
}
