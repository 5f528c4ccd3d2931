package dev.millrace.web.articles;

import dev.millrace.knowledge.Draft;
import dev.millrace.knowledge.Wording;
import java.util.Objects;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into the editor.
 *
 * @param edition of the draft that the writer saw; 0 when there was none
 */
public record WordingForm(String title, String summary, String body, int edition) {

    /** Browsers send lines as mail does; a page that is being left sends what was not turned into Markdown yet. */
    static WordingForm typed(MultiValueMap<String, String> typed) {
        return new WordingForm(
                first(typed, "title"),
                first(typed, "summary").replace("\r\n", "\n"),
                typed.containsKey("rich")
                        ? WritingController.written(first(typed, "rich"))
                        : first(typed, "body").replace("\r\n", "\n"),
                number(typed.containsKey("over") ? first(typed, "over") : first(typed, "edition")));
    }

    /** Whether the text came along at all: a button elsewhere on the page may send only its own. */
    static boolean isIn(MultiValueMap<String, String> typed) {
        return typed.containsKey("body");
    }

    /** The same text, as it was kept. */
    WordingForm at(Optional<Draft> kept) {
        return new WordingForm(title, summary, body, kept.map(Draft::edition).orElse(0));
    }

    Wording wording() {
        return new Wording(title, summary, body);
    }

    boolean says(Wording kept) {
        return title.replaceAll("[\\s\\p{Cntrl}]+", " ").strip().equals(kept.title())
                && summary.strip().equals(kept.summary())
                && body.stripTrailing().equals(kept.body().stripTrailing());
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }
}
