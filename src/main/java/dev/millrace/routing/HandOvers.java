package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Colleague;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.Roster;
import dev.millrace.people.SignedIn;
import dev.millrace.people.SkillId;
import dev.millrace.routing.AssignmentStore.Asked;
import dev.millrace.routing.AssignmentStore.Given;
import dev.millrace.routing.Policies.Book;
import dev.millrace.routing.Why.Occasion;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Passes on what waits for an answer of ours when whoever has it leaves: their shift ended, their leave begins, they went
 * away and asked for it. Found in rows, and each dealt with once, on whichever node.
 */
@Component
public class HandOvers {

    public static final Actor ACTOR = new Actor.Desk("hand-over");

    /** What is older than this was slept through, and is nobody's surprise any more. */
    private static final Duration LATEST = Duration.ofDays(1);

    private record Due(Occasion occasion, UUID id, PersonId person) {

        String cause() {
            return switch (occasion) {
                case SHIFT_ENDED -> "shift";
                case ON_LEAVE -> "leave";
                case AWAY -> "away";
                case SORTED, WAITED -> throw new IllegalStateException(occasion + " is nobody's leaving");
            };
        }
    }

    private final Assignment assignment;
    private final AssignmentStore store;
    private final Policies policies;
    private final Roster roster;
    private final Presences presences;
    private final Agents agents;
    private final Tickets tickets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HandOvers(
            Assignment assignment,
            AssignmentStore store,
            Policies policies,
            Roster roster,
            Presences presences,
            Agents agents,
            Tickets tickets,
            TransactionTemplate transaction,
            Clock clock) {
        this.assignment = assignment;
        this.store = store;
        this.policies = policies;
        this.roster = roster;
        this.presences = presences;
        this.agents = agents;
        this.tickets = tickets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Somebody hands some of their tickets over themselves, with a word to whoever takes them on. */
    @Transactional
    public void handOver(SignedIn me, List<Long> numbers, @Nullable PersonId to, String note) {
        me.must(Permission.WRITE_TICKETS);
        if (numbers.isEmpty()) {
            throw new Invalid("ticket", "Choose at least one ticket.");
        }
        if (to != null && (to.equals(me.id()) || !agents.find(to).active())) {
            throw new Invalid("to", "Choose a colleague who is here, or the team.");
        }
        for (var number : numbers) {
            var ticket = tickets.find(number);
            if (!me.id().equals(ticket.assignee())) {
                throw new Conflict("Ticket %d is not yours any more.".formatted(number));
            }
            if (!note.isBlank()) {
                tickets.append(
                        ticket.id(),
                        NewMessage.note(me.id(), Via.WEB, note.strip(), clock.instant()),
                        Actor.of(me.id()));
            }
            tickets.change(ticket.id(), List.of(new SetAssignee(to)), Actor.of(me.id()));
        }
    }

    /** What somebody has that waits for an answer of ours, the most urgent first. */
    @Transactional(readOnly = true)
    public List<Ticket> waitingWith(PersonId person) {
        return store.numbersHeldBy(person).stream().map(tickets::find).toList();
    }

    /** Deals with everybody who left lately; answers how many tickets changed hands. */
    int round() {
        var since = clock.instant().minus(LATEST);
        var colleagues = roster.now().stream().collect(Collectors.toMap(Colleague::id, Function.identity()));
        var shifts =
                roster.ended(since).stream().map(shift -> new Due(Occasion.SHIFT_ENDED, shift.id(), shift.person()));
        var leaves = colleagues.values().stream()
                .map(Colleague::leave)
                .filter(Objects::nonNull)
                .filter(leave -> leave.givesBack() || leave.deputy() != null)
                .map(leave -> new Due(Occasion.ON_LEAVE, leave.id(), leave.person()));
        var away = presences.gaveBack(since).stream().map(entry -> new Due(Occasion.AWAY, entry.id(), entry.person()));
        var due = Stream.of(shifts, leaves, away).flatMap(Function.identity()).toList();
        var dealtWith = store.dealtWith(due.stream().map(Due::id).toList());
        return due.stream()
                .filter(each -> !dealtWith.contains(each.id()))
                .mapToInt(each -> dealWith(each, colleagues))
                .sum();
    }

    private int dealWith(Due due, Map<PersonId, Colleague> colleagues) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!store.dealWith(due.cause(), due.id(), due.person(), clock.instant())) {
                return 0;
            }
            var from = colleagues.get(due.person());
            if (from == null || hasComeBack(from, due.occasion())) {
                return 0;
            }
            var moved = passOn(due.occasion(), from, colleagues);
            store.count(due.cause(), due.id(), moved);
            return moved;
        }));
    }

    private static boolean hasComeBack(Colleague colleague, Occasion occasion) {
        return switch (occasion) {
            case SHIFT_ENDED -> colleague.onShift();
            case AWAY -> colleague.presence() == Presence.ONLINE;
            case ON_LEAVE, SORTED, WAITED -> false;
        };
    }

    private int passOn(Occasion occasion, Colleague from, Map<PersonId, Colleague> colleagues) {
        var held = store.heldBy(from.id());
        if (held.isEmpty()) {
            return 0;
        }
        store.takeTurns();
        var book = policies.book();
        var passing = new Passing(occasion, from, deputy(occasion, from, colleagues), book, assignment.bench(book));
        held.forEach(passing::decide);
        assignment.write(passing.given, ACTOR);
        passing.back.forEach(ticket -> tickets.change(ticket, List.of(new SetAssignee(null)), ACTOR));
        return passing.given.size() + passing.back.size();
    }

    private static @Nullable PersonId deputy(Occasion occasion, Colleague from, Map<PersonId, Colleague> colleagues) {
        var leave = from.leave();
        var deputy = occasion == Occasion.ON_LEAVE && leave != null && leave.deputy() != null
                ? colleagues.get(leave.deputy())
                : null;
        return deputy == null || deputy.leave() != null || !deputy.answers() ? null : deputy.id();
    }

    /** The tickets of one who leaves: to whom each goes, and which go back to their team. */
    private final class Passing {

        private final Occasion occasion;
        private final Colleague from;
        private final @Nullable PersonId deputy;
        private final Book book;
        private final Bench bench;
        private final Map<SkillId, String> names = assignment.names();
        private final List<Given> given = new ArrayList<>();
        private final List<TicketId> back = new ArrayList<>();

        Passing(Occasion occasion, Colleague from, @Nullable PersonId deputy, Book book, Bench bench) {
            this.occasion = occasion;
            this.from = from;
            this.deputy = deputy;
            this.book = book;
            this.bench = bench;
        }

        void decide(Asked ticket) {
            if (occasion == Occasion.SHIFT_ENDED) {
                atShiftEnd(ticket);
            } else if (deputy != null) {
                given.add(new Given(ticket, deputy, Why.deputy(occasion, from.name())));
            } else {
                someoneElse(ticket).ifPresentOrElse(given::add, () -> back.add(ticket.id()));
            }
        }

        /** A team that deals its tickets passes on what somebody can take; another one finds them in its queue. */
        private void atShiftEnd(Asked ticket) {
            var policy = book.of(ticket.team());
            if (!policy.shiftEnd().handsOver(ticket.priority())) {
                return;
            }
            if (policy.assigns()) {
                someoneElse(ticket).ifPresent(given::add);
            } else {
                back.add(ticket.id());
            }
        }

        private Optional<Given> someoneElse(Asked ticket) {
            return book.of(ticket.team()).assigns()
                    ? assignment.give(ticket, book, bench, occasion, from, names)
                    : Optional.empty();
        }
    }
}
