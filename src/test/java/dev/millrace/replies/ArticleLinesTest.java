package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.replies.ArticleLines.Blank;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticleLinesTest {

    private static final Map<Blank, String> LOOMS =
            Map.of(Blank.TITLE, "Looms {{article.link}} $1", Blank.LINK, "/1", Blank.SOLVED, "/solved/1");
    private static final Map<Blank, String> BOBBINS =
            Map.of(Blank.TITLE, "Bobbins", Blank.LINK, "/2", Blank.SOLVED, "/solved/2");

    @Test
    void whatNamesAnArticleIsRepeatedForEachAndWhatStandsAroundItIsNot() {
        var text =
                "Look here:\n\n{{article.title}}\n{{ article.link }}\n\nSolved: {{article.solved}}\n\nOr wait for us.";

        assertThat(ArticleLines.fill(text, List.of(LOOMS, BOBBINS))).isEqualTo("""
                Look here:

                Looms {{article.link}} $1
                /1

                Solved: /solved/1

                Bobbins
                /2

                Solved: /solved/2

                Or wait for us.""");
        assertThat(ArticleLines.fill("{{article.link}}", List.of(LOOMS, BOBBINS)))
                .isEqualTo("/1\n\n/2");
    }

    @Test
    void whatNothingFillsAndWhatLeadsNowhereIsRefused() {
        ArticleLines.check("body", "See {{article.link}}");
        assertThatThrownBy(() -> ArticleLines.check("body", "{{article.link}} for {{customer.name}}"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("{{customer.name}} is not a blank that can be filled here");
        assertThatThrownBy(() -> ArticleLines.check("body", "Read it: {{article.title}}"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("{{article.link}}");
    }
}
