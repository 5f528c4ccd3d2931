package dev.millrace.notices;

import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleEvent;
import dev.millrace.knowledge.ArticleEvent.Published;
import dev.millrace.knowledge.ArticleEvent.ReviewAsked;
import dev.millrace.knowledge.ArticleEvent.ReviewDue;
import dev.millrace.knowledge.ArticleEvent.SentBack;
import dev.millrace.knowledge.ArticleEvent.Withdrawn;
import dev.millrace.knowledge.Articles;
import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who may publish that a review is asked for, a writer what became of it, an owner that a look is due. */
@Component
class ArticleNotices {

    private final Notices notices;
    private final Articles articles;
    private final Agents agents;

    ArticleNotices(Notices notices, Articles articles, Agents agents) {
        this.notices = notices;
        this.articles = articles;
        this.agents = agents;
    }

    /** Heard inside the transaction that changes the article: the notice is there whenever the change is. */
    @EventListener
    void tell(ArticleEvent event) {
        var article = articles.find(event.article());
        var title = title(article, event.language());
        var link = "/articles/" + article.number() + "?language=" + event.language();
        var matter = event.article() + " " + event.language() + " ";
        switch (event) {
            case ReviewAsked asked ->
                notices.tell(
                        approvers(asked.by()),
                        Kind.REVIEW_ASKED,
                        List.of(title, name(asked.by())),
                        link,
                        "review " + matter + edition(article, event.language()));
            case SentBack back ->
                notices.tell(
                        others(back.writer(), back.by()),
                        Kind.SENT_BACK,
                        List.of(title, name(back.by()), back.note()),
                        link,
                        "sent back " + matter + edition(article, event.language()));
            case Published published -> {
                var writer = articles.version(article.id(), event.language(), published.version())
                        .writtenBy();
                notices.tell(
                        others(writer, published.by()),
                        Kind.PUBLISHED,
                        List.of(title, name(published.by())),
                        link,
                        "published " + matter + published.version());
            }
            case ReviewDue due ->
                notices.tell(List.of(due.owner()), Kind.REVIEW_DUE, List.of(title), link, "due " + matter + due.due());
            case Withdrawn _ -> {}
        }
    }

    private List<PersonId> approvers(PersonId except) {
        return agents.all().stream()
                .filter(agent -> agent.active() && agent.role().may(Permission.PUBLISH_ARTICLES))
                .map(Agent::id)
                .filter(id -> !id.equals(except))
                .toList();
    }

    private static List<PersonId> others(PersonId one, PersonId except) {
        return one.equals(except) ? List.of() : List.of(one);
    }

    /** Tells one review from the next of the same text. */
    private String edition(Article article, String language) {
        return articles.draft(article.id(), language)
                .map(draft -> Integer.toString(draft.edition()))
                .orElse("");
    }

    private static String title(Article article, String language) {
        var title = article.in(language).map(Article.Edition::title).orElse(article.title());
        return title.isBlank() ? "#" + article.number() : title;
    }

    private String name(PersonId person) {
        return agents.find(person).name();
    }
}
