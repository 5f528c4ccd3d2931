package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.ApiToken;
import dev.millrace.people.Directory;
import dev.millrace.people.Scope;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Inbox.Sort;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One question to everything: tickets by their words, newest first, and people by name or address. */
@RestController
class SearchApi {

    private static final int MOST = 20;

    /** What was found. Who may not read people gets none. */
    record Found(List<TicketJson> tickets, List<Who> people) {}

    /** A person found. */
    record Who(UUID id, String name, @Nullable String email) {}

    private final TicketRows tickets;
    private final Directory directory;

    SearchApi(TicketRows tickets, Directory directory) {
        this.tickets = tickets;
        this.directory = directory;
    }

    @GetMapping("/api/v1/search")
    Found search(@RequestParam @Nullable String q, ApiToken token) {
        if (q == null || q.isBlank()) {
            throw new Invalid("q", "Say what to look for.");
        }
        var found = tickets.page(new Criteria.Words(q), Sort.NEWEST, null, MOST).items();
        return new Found(found, token.may(Scope.PEOPLE_READ) ? people(q) : List.of());
    }

    private List<Who> people(String q) {
        return directory.page(q, null, MOST).items().stream()
                .map(row -> new Who(row.id().value(), row.name(), row.email()))
                .toList();
    }
}
