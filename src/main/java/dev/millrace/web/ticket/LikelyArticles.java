package dev.millrace.web.ticket;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.ArticleLinks;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Visitor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The articles that may answer a ticket, of those that its customer can open whoever they are. */
@Component
class LikelyArticles {

    private static final int MOST = 3;
    private static final int LONGEST = 1_000;

    private final KnowledgeSearch search;
    private final Tickets tickets;
    private final Settings settings;
    private final ArticleLinks links;

    LikelyArticles(KnowledgeSearch search, Tickets tickets, Settings settings, ArticleLinks links) {
        this.search = search;
        this.tickets = tickets;
        this.settings = settings;
        this.links = links;
    }

    List<LikelyArticle> of(Ticket ticket) {
        var language = settings.get(HelpLanguages.KEY).forSomebody(ticket.language());
        return search.answers(ticket.subject(), asked(ticket), language, Visitor.ANYBODY, MOST, false).stream()
                .map(hit -> new LikelyArticle(hit.article().title(), links.to(hit.article())))
                .toList();
    }

    /** What they wrote last. */
    private String asked(Ticket ticket) {
        var said = tickets.messages(ticket.id()).reversed().stream()
                .filter(message -> message.direction() == Direction.IN && !message.automatic())
                .map(Message::body)
                .findFirst()
                .orElse("");
        return said.substring(0, Math.min(LONGEST, said.length()));
    }
}
