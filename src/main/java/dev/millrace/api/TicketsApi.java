package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import dev.millrace.mail.HtmlText;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.ApiToken;
import dev.millrace.people.People;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets: open, list, read, change. */
@RestController
@RequestMapping("/api/v1/tickets")
class TicketsApi {

    /** Who asks, as the opener names them. */
    record Requester(@Nullable String email, @Nullable String name) {}

    /** What opens a ticket: {@code body} as text or {@code html}, at least one. */
    record Opening(
            @Nullable String subject,
            @Nullable String body,
            @Nullable String html,
            @Nullable Requester requester,
            @Nullable String channel,
            @Nullable String priority,
            @Nullable String status,
            @Nullable String category,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable Set<String> tags,
            @Nullable Map<String, @Nullable Object> fields) {}

    private final Tickets tickets;
    private final TicketRows rows;
    private final References references;
    private final CustomFields fields;
    private final People people;
    private final Once once;
    private final Clock clock;

    TicketsApi(
            Tickets tickets,
            TicketRows rows,
            References references,
            CustomFields fields,
            People people,
            Once once,
            Clock clock) {
        this.tickets = tickets;
        this.rows = rows;
        this.references = references;
        this.fields = fields;
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<String> open(@RequestBody Opening opening, ApiToken token, HttpServletRequest request) {
        var by = new Actor.Token(token.id().value(), token.name());
        return once.answer(request, token, opening, HttpStatus.CREATED, () -> open(opening, by));
    }

    @GetMapping
    Slice<TicketJson> list(
            TicketFilter filter,
            @RequestParam @Nullable String q,
            @RequestParam(defaultValue = "newest") String sort,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "25") int limit) {
        var criteria = filter.criteria(references);
        var matching = q == null || q.isBlank() ? criteria : criteria.and(new Criteria.Words(q));
        return rows.page(matching, sort(sort), after, Paging.limit(limit));
    }

    @GetMapping("/{number}")
    TicketJson show(@PathVariable long number) {
        return rows.one(number);
    }

    @PatchMapping("/{number}")
    ResponseEntity<String> change(
            @PathVariable long number,
            @RequestBody Map<String, @Nullable Object> fields,
            ApiToken token,
            HttpServletRequest request) {
        return once.answer(request, token, fields, HttpStatus.OK, () -> {
            var ticket = tickets.find(number);
            tickets.change(
                    ticket.id(),
                    new TicketPatch(references, this.fields).changes(ticket, fields),
                    new Actor.Token(token.id().value(), token.name()));
            return rows.one(number);
        });
    }

    private TicketJson open(Opening opening, Actor by) {
        var requester = opening.requester();
        if (requester == null || requester.email() == null) {
            throw new Invalid("requester.email", "Say who asks: an address.");
        }
        if (opening.subject() == null || opening.subject().isBlank()) {
            throw new Invalid("subject", "A ticket needs a subject.");
        }
        var person = people.meet(requester.email(), requester.name());
        var first = NewMessage.in(person.id(), Via.API, text(opening), clock.instant())
                .withHtml(html(opening.html()));
        var priority = opening.priority() == null ? Priority.MODERATE : References.priority(opening.priority());
        var tags = opening.tags() == null ? Set.<String>of() : opening.tags();
        var ticket = tickets.open(
                new NewTicket(
                        opening.subject(),
                        person.id(),
                        first,
                        Via.API,
                        null,
                        priority,
                        tags,
                        filled(opening),
                        List.of()),
                by);
        var changes = changes(opening);
        if (changes.isEmpty()) {
            return TicketJson.opened(ticket, person, fields);
        }
        tickets.change(ticket.id(), changes, by);
        return rows.one(ticket.number());
    }

    private Map<String, String> filled(Opening opening) {
        var filled = new HashMap<String, String>();
        if (opening.fields() != null) {
            opening.fields().forEach((key, value) -> {
                var to = fields.read(key, TicketPatch.written(value)).to();
                if (to != null) {
                    filled.put(key, to);
                }
            });
        }
        return filled;
    }

    private List<Change> changes(Opening opening) {
        var changes = new ArrayList<Change>();
        if (opening.category() != null) {
            changes.add(new Change.SetCategory(references.category(opening.category())));
        }
        if (opening.team() != null) {
            changes.add(new Change.SetTeam(references.team(opening.team())));
        }
        if (opening.assignee() != null) {
            changes.add(new Change.SetAssignee(references.agent("assignee", opening.assignee())));
        }
        if (opening.status() != null && !opening.status().equals("new")) {
            changes.add(new Change.SetStatus(References.status(opening.status())));
        }
        return changes;
    }

    private static String text(Opening opening) {
        if (opening.body() != null && !opening.body().isBlank()) {
            return opening.body();
        }
        if (opening.html() == null || opening.html().isBlank()) {
            throw new Invalid("body", "Give a body as text, or html.");
        }
        return HtmlText.of(opening.html());
    }

    private static @Nullable String html(@Nullable String html) {
        return html == null ? null : SafeHtml.of(html, _ -> null).html();
    }

    private static Sort sort(String word) {
        return Arrays.stream(Sort.values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new Invalid("sort", "“%s” is none of newest, recent, oldest, urgent.".formatted(word)));
    }
}
