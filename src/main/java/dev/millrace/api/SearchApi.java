package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.ArticleLinks;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Visitor;
import dev.millrace.people.ApiToken;
import dev.millrace.people.Directory;
import dev.millrace.people.Scope;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Inbox.Sort;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One question to everything: tickets by their words, newest first, people by name or address, and articles by what they answer. */
@RestController
class SearchApi {

    private static final int MOST = 20;

    /** What was found. Who may not read people gets none. */
    record Found(List<TicketJson> tickets, List<Who> people, List<Told> articles) {}

    /** A person found. */
    record Who(UUID id, String name, @Nullable String email) {}

    /**
     * An article found, the best first.
     *
     * @param url where it is read
     * @param passage that answers
     */
    record Told(long number, String language, String audience, String title, String url, String passage) {}

    private final TicketRows tickets;
    private final Directory directory;
    private final KnowledgeSearch articles;
    private final Settings settings;
    private final ArticleLinks links;

    SearchApi(
            TicketRows tickets, Directory directory, KnowledgeSearch articles, Settings settings, ArticleLinks links) {
        this.tickets = tickets;
        this.directory = directory;
        this.articles = articles;
        this.settings = settings;
        this.links = links;
    }

    @GetMapping("/api/v1/search")
    Found search(@RequestParam @Nullable String q, ApiToken token) {
        if (q == null || q.isBlank()) {
            throw new Invalid("q", "Say what to look for.");
        }
        var found = tickets.page(new Criteria.Words(q), Sort.NEWEST, null, MOST).items();
        return new Found(found, token.may(Scope.PEOPLE_READ) ? people(q) : List.of(), articles(q));
    }

    /** Whoever reads tickets reads what those who answer them do. */
    private List<Told> articles(String q) {
        var language = settings.get(HelpLanguages.KEY).first();
        return articles.find(q, language, Visitor.STAFF, MOST).stream()
                .map(hit -> new Told(
                        hit.article().number(),
                        hit.article().language(),
                        hit.article().audience().word(),
                        hit.article().title(),
                        links.to(hit.article()),
                        hit.passage().pieces().stream()
                                .map(KnowledgeSearch.Piece::text)
                                .collect(Collectors.joining())))
                .toList();
    }

    private List<Who> people(String q) {
        return directory.page(q, null, MOST).items().stream()
                .map(row -> new Who(row.id().value(), row.name(), row.email()))
                .toList();
    }
}
