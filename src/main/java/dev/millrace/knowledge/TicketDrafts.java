package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Agents;
import dev.millrace.people.People;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins an article from a ticket that was answered: with what agents said, and nothing of what the customer did. */
@Component
public class TicketDrafts {

    private static final int REVIEW_DAYS = 180;
    private static final String SECTION = "From tickets";

    /** Of ten words, so many are the same where something is said again. */
    private static final int SAID = 6;

    private final Tickets tickets;
    private final People people;
    private final Agents agents;
    private final Articles articles;
    private final Sections sections;
    private final Settings settings;

    TicketDrafts(
            Tickets tickets, People people, Agents agents, Articles articles, Sections sections, Settings settings) {
        this.tickets = tickets;
        this.people = people;
        this.agents = agents;
        this.articles = articles;
        this.sections = sections;
        this.settings = settings;
    }

    /** The article lies in the first section until its author knows better. */
    @Transactional
    public Article write(long number, Reach reach, SignedIn by) {
        return write(List.of(tickets.find(number, reach)), by);
    }

    /** From several that ask the same, whose answers are known to be good: what a later one adds to those before comes after them. */
    Article write(List<Long> numbers, SignedIn by) {
        return write(numbers.stream().map(tickets::find).toList(), by);
    }

    private Article write(Collection<Ticket> from, SignedIn by) {
        var first = from.iterator().next();
        var paragraphs = new ArrayList<String>();
        for (var ticket : from) {
            for (var paragraph : said(ticket).split("\n\n")) {
                if (!paragraph.isBlank() && paragraphs.stream().noneMatch(other -> isSaid(paragraph, other))) {
                    paragraphs.add(paragraph);
                }
            }
        }
        if (paragraphs.isEmpty()) {
            throw new Conflict("Nobody has answered this ticket with something others could read.");
        }
        var section = sections.active().stream().findFirst().orElseGet(() -> sections.add(null, SECTION, "", by.id()));
        return articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), by.id(), List.of(), REVIEW_DAYS),
                settings.get(HelpLanguages.KEY).first(),
                new Wording(
                        title(first, names(first, tickets.messages(first.id()))), "", String.join("\n\n", paragraphs)),
                by.id());
    }

    private String said(Ticket ticket) {
        var messages = tickets.messages(ticket.id());
        var names = names(ticket, messages);
        var theirs = messages.stream()
                .filter(message -> message.direction() == Direction.IN)
                .map(Message::body)
                .toList();
        return messages.stream()
                .filter(message -> message.direction() == Direction.OUT && !message.automatic())
                .map(message -> Impersonal.of(message.body(), names, theirs))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    /** Most of its words stand in another paragraph already. */
    private static boolean isSaid(String paragraph, String in) {
        var words = words(paragraph);
        var others = words(in);
        return words.stream().filter(others::contains).count() * 10 >= words.size() * SAID;
    }

    private static Set<String> words(String text) {
        return Readability.words(text).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String title(Ticket ticket, Set<String> names) {
        var subject = ticket.subject().replaceAll("(?i)^(?:(?:re|aw|fwd?|wg)\\s*:\\s*)+", "");
        var plain = Impersonal.without(subject, names).strip();
        return plain.length() <= Wording.LONGEST_TITLE ? plain : plain.substring(0, Wording.LONGEST_TITLE);
    }

    private Set<String> names(Ticket ticket, List<Message> messages) {
        var names = messages.stream()
                .map(Message::author)
                .filter(Objects::nonNull)
                .distinct()
                .map(author -> people.find(author).name())
                .collect(Collectors.toSet());
        names.add(people.find(ticket.requester()).name());
        agents.all().forEach(agent -> names.add(agent.name()));
        return names;
    }
}
