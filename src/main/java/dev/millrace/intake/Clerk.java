package dev.millrace.intake;

import dev.millrace.intake.Correspondents.Known;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.DeliveryStore.Claimed;
import dev.millrace.intake.Outcome.Duplicate;
import dev.millrace.intake.Outcome.Filed;
import dev.millrace.intake.Outcome.Ignored;
import dev.millrace.intake.Outcome.Later;
import dev.millrace.intake.Outcome.Quarantined;
import dev.millrace.intake.Threading.Thread;
import dev.millrace.kernel.Realtime;
import dev.millrace.mail.MailAddress;
import dev.millrace.mail.MailParser;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles one delivery: is it new, whose is it, which ticket does it belong to. All of it happens in the transaction
 * that holds the delivery, so that a crash at any step leaves it as it was.
 */
@Component
class Clerk {

    private static final Actor MAIL = new Actor.Desk("mail");
    private static final Actor CHANNEL = new Actor.Desk("channel");
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final DeliveryStore store;
    private final Channels channels;
    private final LoopGuard loops;
    private final Returns returns;
    private final Correspondents correspondents;
    private final Threading threading;
    private final Transcription transcription;
    private final CustomFields fields;
    private final Tickets tickets;
    private final IntakeOptions options;
    private final ApplicationEventPublisher events;
    private final Realtime realtime;
    private final Clock clock;

    Clerk(
            DeliveryStore store,
            Channels channels,
            LoopGuard loops,
            Returns returns,
            Correspondents correspondents,
            Threading threading,
            Transcription transcription,
            CustomFields fields,
            Tickets tickets,
            IntakeOptions options,
            ApplicationEventPublisher events,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.channels = channels;
        this.loops = loops;
        this.returns = returns;
        this.correspondents = correspondents;
        this.threading = threading;
        this.transcription = transcription;
        this.fields = fields;
        this.tickets = tickets;
        this.options = options;
        this.events = events;
        this.realtime = realtime;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Claimed delivery) {
        var mail = MailParser.parse(delivery.raw());
        var incoming = Incoming.read(delivery, mail, channels::isOurs);
        record(incoming, outcome(incoming));
    }

    private Outcome outcome(Incoming incoming) {
        var delivery = incoming.delivery();
        var fault = fault(incoming.mail());
        if (fault.isPresent() && !(delivery.forced() && incoming.mail().ok())) {
            return new Quarantined(fault.get());
        }
        var first = store.take(MessageKey.of(incoming.mail(), delivery.raw()), delivery.id());
        if (!first.equals(delivery.id())) {
            return new Duplicate(first);
        }
        if (delivery.forced() || incoming.isForm()) {
            return file(incoming);
        }
        return loops.recognise(incoming).<Outcome>map(Ignored::new).orElseGet(() -> taken(incoming));
    }

    private Outcome taken(Incoming incoming) {
        return switch (incoming.mail().kind()) {
            case BOUNCE, FEEDBACK ->
                returns.note(incoming)
                        .<Outcome>map(ticket -> new Filed(ticket, null, "A mail of ours came back."))
                        .orElseGet(() -> new Ignored("It reports a mail that did not arrive, and none of ours."));
            case AUTO, NORMAL -> file(incoming);
        };
    }

    private Outcome file(Incoming incoming) {
        // Before we look for its ticket: what is settled in between has one by then.
        var awaited = awaits(incoming);
        var addresses = new ArrayList<>(incoming.others());
        addresses.add(incoming.sender());
        var known = correspondents.known(
                addresses.stream().map(Clerk::email).distinct().toList());
        var sender = known.get(incoming.email());
        var forced = incoming.delivery().forced();
        if (sender != null && sender.blocked() && !forced) {
            return new Ignored("The sender is blocked.");
        }
        var thread = thread(incoming, sender);
        if (thread.isPresent()) {
            return append(incoming, thread.get(), known);
        }
        if (incoming.isAutomaticAnswer() && !forced) {
            return new Ignored("An automatic answer that belongs to no ticket.");
        }
        return awaited ? new Later(A_MOMENT) : open(incoming, known);
    }

    private boolean awaits(Incoming incoming) {
        var answers = incoming.answers();
        return !answers.isEmpty() && store.awaits(answers, incoming.delivery().id());
    }

    /** A form proves nothing about who filled it in: it always opens a ticket. */
    private Optional<Thread> thread(Incoming incoming, @Nullable Known sender) {
        if (incoming.isForm()) {
            return Optional.empty();
        }
        return threading.find(incoming, sender == null ? null : sender.id(), sender != null && sender.agent());
    }

    private Outcome open(Incoming incoming, Map<String, Known> known) {
        var before = known.get(incoming.email());
        var opened = before == null
                ? new Correspondents.Opened(0, 0)
                : correspondents.openedBy(before.id(), options.stormLimit());
        var forced = incoming.delivery().forced();
        if (opened.inAnHour() >= options.stormLimit() && !forced) {
            return new Quarantined(
                    "Sender storm: %d new tickets of this sender within an hour.".formatted(opened.inAnHour()));
        }
        var isStorm = opened.inTenMinutes() >= options.stormMark();
        var at = incoming.delivery().receivedAt();
        var isQuiet = isStorm || incoming.isAutomatic();
        var people = people(incoming, incoming.others(), known);
        var sender = Objects.requireNonNull(people.get(incoming.email()));
        var message = transcription.write(incoming, Direction.IN, sender, isQuiet, at);
        var channel = incoming.delivery().channel();
        var ticket = tickets.open(
                new NewTicket(
                        incoming.mail().subject(),
                        sender,
                        message,
                        message.via(),
                        channel.value(),
                        Priority.MODERATE,
                        Set.of(),
                        incoming.isForm()
                                ? fields.known(FormMail.fields(incoming.mail().headers()))
                                : Map.of(),
                        List.copyOf(people.values())),
                Actor.of(sender));
        channels.all().stream()
                .filter(candidate -> candidate.id().equals(channel))
                .map(Channel::team)
                .filter(Objects::nonNull)
                .forEach(team -> tickets.change(ticket.id(), List.of(new Change.SetTeam(team)), CHANNEL, at));
        if (opened.inTenMinutes() == options.stormMark()) {
            events.publishEvent(
                    new IntakeEvent.StormBegan(channel, incoming.email(), opened.inTenMinutes() + 1, clock.instant()));
        }
        return new Filed(
                ticket.id(),
                message.id(),
                isStorm
                        ? "Sender storm: ticket %d of this sender in ten minutes, not acknowledged."
                                .formatted(opened.inTenMinutes() + 1)
                        : null);
    }

    /**
     * Into a ticket. Anybody can write an agent's address into From: such mail is a note that never leaves the house.
     * And only somebody who takes part, in a mail whose place is proved, brings others in.
     */
    private Outcome append(Incoming incoming, Thread thread, Map<String, Known> known) {
        var sender = known.get(incoming.email());
        var isAgent = sender != null && sender.agent() && !thread.asked();
        var brings = thread.evidence().proves() && (thread.takesPart() || thread.asked()) && !isAgent;
        var people = people(incoming, brings ? incoming.others() : List.of(), known);
        var author = Objects.requireNonNull(people.get(incoming.email()));
        var message = transcription.write(
                incoming,
                isAgent ? Direction.NOTE : Direction.IN,
                author,
                incoming.isAutomatic(),
                receivedAfterWhatItAnswers(incoming));
        tickets.append(
                thread.ticket(),
                message,
                brings && !incoming.isAutomatic() ? people.values() : List.of(),
                isAgent ? MAIL : Actor.of(author));
        return new Filed(thread.ticket(), message.id(), remark(isAgent, thread));
    }

    /** An answer stands after what it answers: IMAP's time has whole seconds, and the clock of a mail server may be behind ours. */
    private Instant receivedAfterWhatItAnswers(Incoming incoming) {
        var received = incoming.delivery().receivedAt();
        return incoming.answers().stream()
                .findFirst()
                .flatMap(tickets::byMailMessageId)
                .map(Message::at)
                .filter(received::isBefore)
                .orElse(received);
    }

    private static @Nullable String remark(boolean isAgent, Thread thread) {
        if (isAgent) {
            return "From an agent's address: kept as a note, because nothing proves the sender.";
        }
        return thread.takesPart() || thread.asked()
                ? null
                : "From somebody new who had the ticket's reply address: they get no replies unless added.";
    }

    private Map<String, PersonId> people(Incoming incoming, List<MailAddress> others, Map<String, Known> known) {
        var everybody = new ArrayList<>(others);
        everybody.add(incoming.sender());
        return correspondents.meet(everybody, known);
    }

    private void record(Incoming incoming, Outcome outcome) {
        var delivery = incoming.delivery();
        var now = clock.instant();
        var sender = incoming.senderLine();
        var subject = incoming.subjectLine();
        switch (outcome) {
            case Filed(var ticket, var message, var remark) ->
                store.settle(delivery.id(), State.PROCESSED, remark, sender, subject, ticket, message, now);
            case Duplicate(var first) -> store.settleAsCopy(delivery.id(), first, sender, subject, now);
            case Ignored(var why) -> store.settle(delivery.id(), State.IGNORED, why, sender, subject, null, null, now);
            case Quarantined(var why) -> {
                store.settle(delivery.id(), State.QUARANTINED, why, sender, subject, null, null, now);
                events.publishEvent(new IntakeEvent.Quarantined(delivery.id(), delivery.channel(), why, now));
                realtime.announce(Journal.TOPIC, "");
            }
            case Later(var in) -> store.postpone(delivery.id(), now.plus(in));
        }
    }

    /** What was left out of a mail is worth a look before the rest is taken for the whole. */
    private static Optional<String> fault(ParsedMail mail) {
        return mail.problems().stream()
                .map(problem -> fault(mail, problem))
                .filter(Objects::nonNull)
                .map(fault -> (String) fault)
                .findFirst();
    }

    private static @Nullable String fault(ParsedMail mail, Problem problem) {
        return switch (problem.what()) {
            case EMPTY -> "There is nothing in it.";
            case UNREADABLE -> "It is no mail, or too damaged to be read.";
            case TOO_MANY_PARTS -> "It has more parts than a real mail: " + problem.detail() + ".";
            case TOO_DEEP -> "Its parts are nested deeper than in a real mail: " + problem.detail() + ".";
            case TOO_LARGE -> "Unpacked it is too large: " + problem.detail() + ".";
            case TOO_MANY_HEADER_FIELDS,
                    HEADER_FIELD_TOO_LONG,
                    TOO_MANY_RECIPIENTS,
                    TEXT_TOO_LONG,
                    BROKEN_STRUCTURE,
                    BROKEN_ENCODING,
                    UNKNOWN_CHARSET,
                    WRONG_CHARSET,
                    BROKEN_TNEF -> mail.ok() ? null : "It cannot be read: " + problem.detail() + ".";
        };
    }

    private static String email(MailAddress address) {
        return address.email().toLowerCase(Locale.ROOT);
    }
}
