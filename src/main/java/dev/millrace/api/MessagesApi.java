package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import dev.millrace.mail.HtmlText;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.ApiToken;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The messages of a ticket: read them, reply, add a note. */
@RestController
@RequestMapping("/api/v1/tickets/{number}/messages")
class MessagesApi {

    /**
     * What is written.
     *
     * @param kind {@code reply} goes to the customer, {@code note} stays in the house
     * @param author mail address of the agent who writes; the token's maker when absent
     * @param status the status the ticket gets with a reply
     */
    record Writing(
            @Nullable String kind,
            @Nullable String text,
            @Nullable String html,
            @Nullable List<String> to,
            @Nullable List<String> cc,
            @Nullable String author,
            @Nullable String status) {}

    private final Tickets tickets;
    private final Replies replies;
    private final People people;
    private final References references;
    private final Once once;
    private final Clock clock;

    MessagesApi(Tickets tickets, Replies replies, People people, References references, Once once, Clock clock) {
        this.tickets = tickets;
        this.replies = replies;
        this.people = people;
        this.references = references;
        this.once = once;
        this.clock = clock;
    }

    /** Oldest first; a conversation is one page. */
    @GetMapping
    Slice<MessageJson> list(@PathVariable long number) {
        var messages = tickets.messages(tickets.find(number).id());
        var authors = people.all(
                messages.stream().map(Message::author).filter(Objects::nonNull).collect(Collectors.toSet()));
        return new Slice<>(
                messages.stream().map(message -> json(message, authors)).toList(), null);
    }

    @PostMapping
    ResponseEntity<String> write(
            @PathVariable long number, @RequestBody Writing writing, ApiToken token, HttpServletRequest request) {
        return once.answer(request, token, writing, HttpStatus.CREATED, () -> {
            var ticket = tickets.find(number);
            var author = author(writing, token);
            write(ticket, writing, author, new Actor.Token(token.id().value(), token.name()));
            var written = tickets.messages(ticket.id()).getLast();
            return json(written, author == null ? Map.of() : people.all(List.of(author)));
        });
    }

    private void write(Ticket ticket, Writing writing, @Nullable PersonId author, Actor by) {
        var text = text(writing);
        switch (writing.kind() == null ? "" : writing.kind()) {
            case "reply" ->
                replies.reply(
                        ticket.id(),
                        new Reply(
                                text, writing.html(), list(writing.to()), list(writing.cc()), List.of(), then(writing)),
                        Via.API,
                        author,
                        by);
            case "note" ->
                tickets.append(
                        ticket.id(),
                        NewMessage.note(author, Via.API, text, clock.instant())
                                .withHtml(
                                        writing.html() == null
                                                ? null
                                                : SafeHtml.of(writing.html(), _ -> null)
                                                        .html()),
                        by);
            default -> throw new Invalid("kind", "A message is a reply or a note.");
        }
    }

    private @Nullable PersonId author(Writing writing, ApiToken token) {
        return writing.author() == null ? token.createdBy() : references.agent("author", writing.author());
    }

    private static String text(Writing writing) {
        if (writing.text() != null && !writing.text().isBlank()) {
            return writing.text();
        }
        if (writing.html() == null || writing.html().isBlank()) {
            throw new Invalid("text", "Give a text, or html.");
        }
        return HtmlText.of(writing.html());
    }

    private static @Nullable Status then(Writing writing) {
        return writing.status() == null ? null : References.status(writing.status());
    }

    private static List<String> list(@Nullable List<String> addresses) {
        return addresses == null ? List.of() : addresses;
    }

    private static MessageJson json(Message message, Map<PersonId, Person> authors) {
        return MessageJson.of(message, message.author() == null ? null : authors.get(message.author()));
    }
}
