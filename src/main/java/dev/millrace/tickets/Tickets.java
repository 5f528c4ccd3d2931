package dev.millrace.tickets;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import dev.millrace.people.Timetable;
import dev.millrace.tickets.TicketEvent.Acknowledged;
import dev.millrace.tickets.TicketEvent.FollowedUp;
import dev.millrace.tickets.TicketEvent.Noted;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.TicketEvent.Rated;
import dev.millrace.tickets.TicketEvent.Received;
import dev.millrace.tickets.TicketEvent.Replied;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import dev.millrace.tickets.TicketStore.Happened;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The front door: every change to a ticket comes through here, in one transaction, with its event. */
@Component
@Transactional
public class Tickets {

    /** Announced with the ticket's number after each change. */
    public static final String TOPIC = "tickets";

    private final TicketStore store;
    private final MessageStore messages;
    private final ReadingStore readings;
    private final UrgencyStore urgencies;
    private final RatingStore ratings;
    private final Timetable timetable;
    private final Realtime realtime;
    private final Clock clock;

    Tickets(
            TicketStore store,
            MessageStore messages,
            ReadingStore readings,
            UrgencyStore urgencies,
            RatingStore ratings,
            Timetable timetable,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.readings = readings;
        this.urgencies = urgencies;
        this.ratings = ratings;
        this.timetable = timetable;
        this.realtime = realtime;
        this.clock = clock;
    }

    public Ticket open(NewTicket opening, Actor by) {
        var first = opening.first();
        var event = new Opened(first.id(), opening.via(), first.automatic());
        var ticket = store.insert(
                opening, TicketId.next(), first.at(), timetable.desk().open(first.at()), by, event);
        messages.insert(ticket.id(), first);
        announce(ticket);
        return ticket;
    }

    /**
     * Adds a message. What the customer writes reopens the ticket and what we write answers it; an automatic message, of
     * theirs or of ours, does neither.
     */
    public Ticket append(TicketId id, NewMessage message, Collection<PersonId> newParticipants, Actor by) {
        var before = lock(id);
        var at = message.at();
        messages.insert(id, message);
        store.addParticipants(id, newParticipants);
        var after = store.update(
                switch (message.direction()) {
                    case IN -> message.automatic() ? before.touch(at) : before.hear(at);
                    case OUT -> message.automatic() ? before.touch(at) : before.answer(at);
                    case NOTE -> before.touch(at);
                });
        var events = new ArrayList<TicketEvent>();
        events.add(
                switch (message.direction()) {
                    case IN -> new Received(message.id(), message.via(), message.automatic());
                    case OUT -> message.automatic() ? new Acknowledged(message.id()) : new Replied(message.id());
                    case NOTE -> new Noted(message.id());
                });
        if (after.status() != before.status()) {
            events.add(new StatusChanged(before.status(), after.status()));
        }
        happened(after, at, by, events);
        return after;
    }

    public Ticket append(TicketId id, NewMessage message, Actor by) {
        return append(id, message, List.of(), by);
    }

    /** Adds a mail by which the desk reminds the customer by itself: it still is their turn, and nobody has answered. */
    public Ticket followUp(TicketId id, NewMessage reminder, Actor by) {
        var message = reminder.asAutomatic();
        var before = lock(id);
        messages.insert(id, message);
        var after = store.update(before.touch(message.at()));
        happened(after, message.at(), by, List.of(new FollowedUp(message.id())));
        return after;
    }

    public Ticket change(TicketId id, List<Change> changes, Actor by) {
        return change(id, changes, by, clock.instant());
    }

    public Ticket change(TicketId id, List<Change> changes, Actor by, Instant at) {
        var changed = Changed.apply(lock(id), changes, at);
        if (changed.events().isEmpty()) {
            return changed.ticket();
        }
        var after = store.update(changed.ticket());
        happened(after, at, by, changed.events());
        return after;
    }

    /**
     * As {@link #change}, for many tickets in a few statements, all or nothing. The caller has locked them and hands them
     * over as it read them then. Answers which have changed.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<TicketId> change(Collection<Decided> decided) {
        var at = clock.instant();
        var changed = new ArrayList<Ticket>();
        var happened = new ArrayList<Happened>();
        for (var each : decided) {
            var ticket = each.ticket();
            var before = happened.size();
            for (var act : each.acts()) {
                var next = Changed.apply(ticket, act.changes(), at);
                next.events()
                        .forEach(
                                event -> happened.add(new Happened(each.ticket().id(), act.by(), event)));
                ticket = next.ticket();
            }
            if (happened.size() > before) {
                changed.add(ticket);
            }
        }
        if (!changed.isEmpty()) {
            store.updateAll(changed);
            store.append(at, happened);
            changed.forEach(this::announce);
        }
        return changed.stream().map(Ticket::id).collect(Collectors.toSet());
    }

    /** The customer says, without a word more, that it is not solved: it is our turn. */
    public Ticket reopen(TicketId id, Actor by) {
        var before = lock(id);
        if (!before.status().isSolved()) {
            return before;
        }
        var at = clock.instant();
        var after = store.update(before.hear(at));
        happened(after, at, by, List.of(new StatusChanged(before.status(), after.status())));
        return after;
    }

    /** Keeps how well it was solved, instead of what they said of the same solving before. */
    public void rate(TicketId id, PersonId by, Rating rating) {
        var ticket = lock(id);
        var solvedAt = ticket.solvedAt();
        if (solvedAt == null) {
            throw new Conflict("This ticket is open. It can be rated when it is solved.");
        }
        var before = ratings.of(id, solvedAt).orElse(null);
        if (before != null
                && before.score() == rating.score()
                && before.comment().equals(rating.comment())) {
            return;
        }
        ratings.put(id, solvedAt, by, rating);
        happened(ticket, rating.at(), Actor.of(by), List.of(new Rated(rating.score(), rating.comment())));
    }

    /** Writes down what became of a message that left the house. */
    public void note(TicketId id, TicketEvent event, Actor by) {
        happened(find(id), clock.instant(), by, List.of(event));
    }

    /** Keeps what was read in tickets, instead of what was read in them before. It changes no ticket, so it is no event. */
    public void read(Map<TicketId, Reading> newReadings) {
        if (!newReadings.isEmpty()) {
            readings.write(newReadings, clock.instant());
        }
    }

    /** Says how urgent some tickets are; the others do not wait for us any more. */
    public void rank(Map<TicketId, Urgency> urgencies, Collection<TicketId> others) {
        if (!urgencies.isEmpty()) {
            this.urgencies.write(urgencies, clock.instant());
        }
        if (!others.isEmpty()) {
            this.urgencies.remove(others);
        }
    }

    /** Of a ticket that waits for us. */
    @Transactional(readOnly = true)
    public Optional<Urgency> urgency(TicketId id) {
        return urgencies.find(id);
    }

    /** Those of the tickets that there are. */
    @Transactional(readOnly = true)
    public List<Ticket> all(Collection<TicketId> ids) {
        return store.all(ids);
    }

    @Transactional(readOnly = true)
    public Reading reading(TicketId id) {
        return readings.find(id).orElse(Reading.NONE);
    }

    @Transactional(readOnly = true)
    public Ticket find(long number) {
        return store.find(number).orElseThrow(() -> new NotFound("There is no ticket %d.".formatted(number)));
    }

    /** The ticket as somebody may see it; one out of their reach looks like one that does not exist. */
    @Transactional(readOnly = true)
    public Ticket find(long number, Reach reach) {
        return store.find(number)
                .filter(reach::covers)
                .orElseThrow(() -> new NotFound("There is no ticket %d.".formatted(number)));
    }

    @Transactional(readOnly = true)
    public Ticket find(TicketId id) {
        return store.find(id).orElseThrow(() -> new NotFound("There is no such ticket."));
    }

    @Transactional(readOnly = true)
    public List<Message> messages(TicketId id) {
        return messages.of(id);
    }

    @Transactional(readOnly = true)
    public Optional<Message> message(MessageId id) {
        return messages.find(id);
    }

    /** The ticket to which one of these Message-IDs belongs, the latest when there are several. */
    @Transactional(readOnly = true)
    public Optional<Ticket> byMailMessageIds(Collection<String> mailMessageIds) {
        return messages.ticketsOf(mailMessageIds).stream().findFirst().flatMap(store::find);
    }

    @Transactional(readOnly = true)
    public Optional<Message> byMailMessageId(String mailMessageId) {
        return messages.byMailMessageId(mailMessageId);
    }

    /** Who takes part, by each of their addresses. */
    @Transactional(readOnly = true)
    public Map<String, PersonId> participants(TicketId id) {
        return store.participants(id);
    }

    @Transactional(readOnly = true)
    public boolean takesPart(TicketId id, PersonId person) {
        return store.takesPart(id, person);
    }

    /**
     * How those tickets begin that have been on the list to be sorted for longest, so that they can be read before they are
     * taken: reading takes its time, and a transaction should not.
     *
     * @param without tickets that are in somebody's hand already
     * @param longest characters of each message
     */
    @Transactional(readOnly = true)
    public List<Beginning> unsorted(int limit, Collection<TicketId> without, int longest) {
        return store.unsorted(limit, without, longest);
    }

    /**
     * Takes tickets off the list of those to be sorted; they stay locked until the caller's transaction ends, and are back
     * on it if that fails. Those that somebody else has taken are left out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Ticket> takeUnsorted(Collection<TicketId> among) {
        return store.takeUnsorted(among);
    }

    /** Puts a ticket on that list once more, because something is known now that was not when it was sorted. */
    public void sortAgain(TicketId id) {
        store.putUnsorted(id);
        announce(find(id));
    }

    /**
     * Notes what language some tickets are written in (ISO 639-1), where nobody has said so. Like a mood it is something
     * read, not something done, so the log keeps nothing of it.
     */
    public void recognise(Map<TicketId, String> languages) {
        if (!languages.isEmpty()) {
            store.recognise(languages);
        }
    }

    private Ticket lock(TicketId id) {
        return store.lock(id).orElseThrow(() -> new NotFound("There is no such ticket."));
    }

    private void happened(Ticket ticket, Instant at, Actor by, List<? extends TicketEvent> events) {
        store.append(
                at,
                events.stream()
                        .map(event -> new Happened(ticket.id(), by, event))
                        .toList());
        announce(ticket);
    }

    private void announce(Ticket ticket) {
        realtime.announce(TOPIC, Long.toString(ticket.number()));
    }
}
