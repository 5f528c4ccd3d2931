package dev.millrace.web.articles;

import dev.millrace.knowledge.Audience;
import dev.millrace.web.Chosen;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/**
 * The little that is asked before an article can be written.
 *
 * @param newSection a name, when none of the sections fits
 */
public record NewArticle(String title, String section, String newSection, String language, String audience) {

    /** Twice a year somebody looks whether it still holds, until its owner says otherwise. */
    static final int REVIEW_DAYS = 180;

    static NewArticle blank(String title, String language) {
        return new NewArticle(title, "", "", language, Audience.PUBLIC.word());
    }

    static NewArticle typed(MultiValueMap<String, String> typed) {
        return new NewArticle(
                first(typed, "title"),
                first(typed, "section"),
                first(typed, "newSection").strip(),
                first(typed, "language"),
                first(typed, "audience"));
    }

    /** Companies are chosen later, beside the article: until then only those who work here read it. */
    Audience readAudience() {
        var chosen = Chosen.of("audience", audience, Audience.class);
        return chosen == Audience.COMPANY ? Audience.INTERNAL : chosen;
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }
}
