package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Draft;
import dev.millrace.people.PersonId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was typed into the editor. What says the same as before is no change: who approves is not who wrote it. */
@Component
class Pen {

    private final Articles articles;

    Pen(Articles articles) {
        this.articles = articles;
    }

    /** @return the draft there is now; none when the text is the published one */
    @Transactional
    public Optional<Draft> keep(Article article, String language, WordingForm typed, PersonId by) {
        var draft = articles.draft(article.id(), language);
        if (draft.isPresent()) {
            if (typed.says(draft.get().wording())) {
                return draft;
            }
            if (typed.edition() == 0) {
                throw new Conflict("Somebody has begun to write here meanwhile.");
            }
            return Optional.of(articles.keep(article.id(), language, typed.wording(), typed.edition(), by));
        }
        if (isPublished(article, language, typed)) {
            return Optional.empty();
        }
        var begun = articles.begin(article.id(), language, by);
        return Optional.of(
                typed.says(begun.wording())
                        ? begun
                        : articles.keep(article.id(), language, typed.wording(), begun.edition(), by));
    }

    private boolean isPublished(Article article, String language, WordingForm typed) {
        return article.in(language)
                .map(Article.Edition::published)
                .map(version -> articles.version(article.id(), language, version))
                .filter(version -> typed.says(version.wording()))
                .isPresent();
    }
}
