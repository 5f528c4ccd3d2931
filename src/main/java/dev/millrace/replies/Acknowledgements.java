package dev.millrace.replies;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.ArticleLinks;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Visitor;
import dev.millrace.language.Detected;
import dev.millrace.language.LanguageId;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.Outbox;
import dev.millrace.people.House;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.replies.StandingLetter.Kind;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.tickets.spi.Follower;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells who wrote that it has come in. Never an automatic sender, never one address again and again, and never a word of
 * what was typed into the public form: anybody can type anybody's address there.
 */
@Component
class Acknowledgements implements Follower {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofDays(1);
    private static final int BY_MAIL = 5;
    private static final int BY_FORM = 1;
    private static final int MOST_ARTICLES = 3;

    /** What stands below the letter, which is in this language. */
    private record Answers(String language, String text) {}

    private final Tickets tickets;
    private final People people;
    private final Senders senders;
    private final StandingLetters standing;
    private final TicketLetters letters;
    private final Outbox outbox;
    private final Settings settings;
    private final Throttle throttle;
    private final KnowledgeSearch search;
    private final Deflections deflections;
    private final ArticleLinks links;
    private final Desk desk;
    private final Clock clock;
    private volatile Map<TicketId, Answers> prepared = Map.of();

    Acknowledgements(
            Tickets tickets,
            People people,
            Senders senders,
            StandingLetters standing,
            TicketLetters letters,
            Outbox outbox,
            Settings settings,
            Throttle throttle,
            KnowledgeSearch search,
            Deflections deflections,
            ArticleLinks links,
            Desk desk,
            Clock clock) {
        this.search = search;
        this.deflections = deflections;
        this.links = links;
        this.desk = desk;
        this.tickets = tickets;
        this.people = people;
        this.senders = senders;
        this.standing = standing;
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.throttle = throttle;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "acknowledgements";
    }

    /** Which articles answer is looked up before anything is written: a model reads what was asked. */
    @Override
    public void prepare(List<Recorded> events) {
        var found = new HashMap<TicketId, Answers>();
        for (var ticket : concerned(events)) {
            sender(ticket).ifPresent(sender -> found.put(ticket.id(), answers(ticket, sender)));
        }
        prepared = found;
    }

    @Override
    public void follow(List<Recorded> events) {
        concerned(events).forEach(this::acknowledge);
    }

    private List<Ticket> concerned(List<Recorded> events) {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof Opened opened
                        && !opened.automatic()
                        && (opened.via() == Via.EMAIL || opened.via() == Via.FORM)
                        && recorded.at().isAfter(clock.instant().minus(LATEST)))
                .map(recorded -> tickets.find(recorded.ticket()))
                .toList();
    }

    private void acknowledge(Ticket ticket) {
        var sender = sender(ticket);
        if (sender.isEmpty()) {
            return;
        }
        var customer = people.find(ticket.requester());
        if (customer.email() == null || customer.blocked() || !mayWriteTo(customer.email(), ticket)) {
            return;
        }
        send(ticket, customer, customer.email(), sender.get());
    }

    private Optional<Sender> sender(Ticket ticket) {
        return senders.find(ticket).filter(found -> found.voice().acknowledges());
    }

    private boolean mayWriteTo(String email, Ticket ticket) {
        return throttle.countWithin("acknowledgement", email, WINDOW) <= (ticket.via() == Via.FORM ? BY_FORM : BY_MAIL);
    }

    private void send(Ticket ticket, Person customer, String email, Sender sender) {
        var answers = Objects.requireNonNullElseGet(prepared.get(ticket.id()), () -> answers(ticket, sender));
        var words = standing.current(Kind.ACKNOWLEDGEMENT, answers.language());
        var blanks = blanks(ticket, customer);
        var text = Blank.fill(words.body(), blanks) + answers.text();
        var letter = letters.acknowledgement(
                ticket,
                tickets.messages(ticket.id()),
                Blank.fill(words.subject(), blanks),
                text,
                new Party(ticket.via() == Via.FORM ? "" : customer.name(), email),
                sender);
        var message = NewMessage.out(null, Via.EMAIL, text, clock.instant())
                .mailedAs(letter.messageId(), List.of(email), List.of())
                .asAutomatic();
        outbox.post(sender.mailbox(), message.id().value(), letter);
        tickets.append(ticket.id(), message, new Actor.Desk("acknowledgement"));
    }

    /** One of the help centre's: theirs, as far as it can be told before anybody has read the ticket. */
    private String language(Ticket ticket, String asked) {
        var ours = settings.get(HelpLanguages.KEY);
        if (ours.languages().size() == 1) {
            return ours.first();
        }
        var spoken = Optional.ofNullable(ticket.language())
                .or(() -> new LanguageId(ours.languages())
                        .of(ticket.subject() + "\n" + asked)
                        .map(Detected::language))
                .or(() -> Optional.ofNullable(people.find(ticket.requester()).locale())
                        .map(Locale::getLanguage));
        return ours.forSomebody(spoken.orElse(null));
    }

    /** Articles that anybody may read and that answer what was asked, as far as the desk is sure of it. */
    private Answers answers(Ticket ticket, Sender sender) {
        var asked = tickets.messages(ticket.id()).stream()
                .filter(message -> message.direction() == Direction.IN)
                .map(Message::body)
                .findFirst()
                .orElse("");
        var language = language(ticket, asked);
        return new Answers(language, sender.voice().answers() ? answers(ticket, asked, language) : "");
    }

    private String answers(Ticket ticket, String asked, String language) {
        var hits = search.answers(ticket.subject(), asked, language, Visitor.ANYBODY, MOST_ARTICLES, true);
        if (hits.isEmpty()) {
            return "";
        }
        var base = desk.publicUrl().toString().replaceAll("/+$", "");
        return "\n\n"
                + ArticleLines.fill(
                        standing.current(Kind.ANSWERS, language).body(),
                        hits.stream()
                                .map(hit -> Map.of(
                                        ArticleLines.Blank.TITLE, hit.article().title(),
                                        ArticleLines.Blank.LINK, links.to(hit.article()),
                                        ArticleLines.Blank.SOLVED, base + deflections.link(ticket, hit.article())))
                                .toList());
    }

    private Map<Blank, String> blanks(Ticket ticket, Person customer) {
        var mayRepeat = ticket.via() != Via.FORM;
        return Map.of(
                Blank.TICKET_NUMBER, Long.toString(ticket.number()),
                Blank.TICKET_SUBJECT, mayRepeat ? ticket.subject() : "",
                Blank.CUSTOMER_NAME, mayRepeat ? customer.name() : "",
                Blank.CUSTOMER_FIRST_NAME, mayRepeat ? customer.name().split("[\\s@]", 2)[0] : "",
                Blank.COMPANY_NAME, settings.get(House.KEY).name());
    }
}
