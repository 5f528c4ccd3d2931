package dev.millrace.replies;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.ArticleLinks;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.KnowledgeSearch.Hit;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.Visitor;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Ticket;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Begins the answer to a ticket with what the desk has in writing: the template that helped with tickets like it, or else what an
 * article says about it, with a greeting before and a sign-off after. Nothing is made up, and nothing is sent: somebody reads it first.
 */
@Component
public class SuggestedReplies {

    /** An article's passages are put in up to so many letters; beyond, the link leads to the rest. */
    private static final int LONGEST = 900;

    private static final String ENGLISH = "en";

    /**
     * What may be put into the composer.
     *
     * @param source the name of the template or article
     * @param text what must still be filled in is marked, see {@link Wording#asked}
     */
    public record Suggested(
            String source, String useWhen, String notWhen, String text, List<TemplateText.File> files) {}

    private final Suggestions suggestions;
    private final Insertions insertions;
    private final Filling filling;
    private final Questions questions;
    private final KnowledgeSearch search;
    private final HelpCentre help;
    private final ArticleLinks links;
    private final Settings settings;

    SuggestedReplies(
            Suggestions suggestions,
            Insertions insertions,
            Filling filling,
            Questions questions,
            KnowledgeSearch search,
            HelpCentre help,
            ArticleLinks links,
            Settings settings) {
        this.suggestions = suggestions;
        this.insertions = insertions;
        this.filling = filling;
        this.questions = questions;
        this.search = search;
        this.help = help;
        this.links = links;
        this.settings = settings;
    }

    /** Nothing when nobody has written anything that answers it. */
    public Optional<Suggested> of(Ticket ticket, SignedIn agent) {
        var template = suggestions.of(ticket, agent, 1).stream().findFirst();
        var proven = template.filter(likely -> likely.helped() > 0);
        return proven.map(likely -> template(likely, ticket, agent))
                .or(() -> article(ticket).map(hit -> article(hit, ticket, agent)))
                .or(() -> template.map(likely -> template(likely, ticket, agent)));
    }

    private Suggested template(Suggestions.Likely likely, Ticket ticket, SignedIn agent) {
        var inserted = insertions.insert(likely.template().id(), ticket, agent);
        return new Suggested(
                inserted.name(), inserted.useWhen(), inserted.notWhen(), inserted.text(), inserted.files());
    }

    private Optional<Hit> article(Ticket ticket) {
        var language = settings.get(HelpLanguages.KEY).forSomebody(ticket.language());
        return search.answers(ticket.subject(), questions.text(ticket), language, Visitor.ANYBODY, 1, false).stream()
                .findFirst();
    }

    private Suggested article(Hit hit, Ticket ticket, SignedIn agent) {
        var article = hit.article();
        var said = said(hit);
        var link = links.to(article);
        var known = filling.of(ticket, agent);
        var name = known.getOrDefault(Blank.CUSTOMER_FIRST_NAME.word(), "");
        var signature = known.get(Blank.AGENT_FIRST_NAME.word());
        var text = article.language().equals(ENGLISH)
                ? """
                Hello%s,

                you asked about “%s”.

                %s

                All of it stands here: %s

                If it does not help, write back and say where you are stuck.

                %s""".formatted(name.isEmpty() ? "" : " " + name, ticket.subject(), said, link, signature)
                : said + "\n\n" + link + "\n\n" + signature;
        return new Suggested(article.title(), "", "", text, List.of());
    }

    /** What stands below the heading that was found, whole passages of it. */
    private String said(Hit hit) {
        var article = hit.article();
        var page = help.article(article.number(), article.language(), Visitor.ANYBODY);
        var text = new StringBuilder();
        for (var passage : Markdown.render(page.version().wording().body()).passages()) {
            var fits = text.isEmpty() || text.length() + passage.text().length() <= LONGEST;
            if (passage.anchor().equals(hit.passage().anchor()) && fits) {
                text.append(text.isEmpty() ? "" : "\n\n").append(passage.text());
            }
        }
        return text.isEmpty() ? article.summary() : text.toString();
    }
}
