package dev.millrace.routing;

import dev.millrace.people.Colleague;
import dev.millrace.people.PersonId;
import dev.millrace.people.Roster;
import dev.millrace.people.Skill;
import dev.millrace.people.SkillId;
import dev.millrace.people.Skills;
import dev.millrace.people.TeamId;
import dev.millrace.routing.AssignmentStore.Asked;
import dev.millrace.routing.AssignmentStore.Given;
import dev.millrace.routing.Policies.Book;
import dev.millrace.routing.Why.Known;
import dev.millrace.routing.Why.Occasion;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives tickets of a team to somebody in it, as the team's policy says, and writes down why.
 *
 * <p>Nobody is given more than they can carry, on however many nodes tickets are dealt: see ADR 0010.
 */
@Component
@Transactional
public class Assignment {

    public static final Actor ACTOR = new Actor.Desk("assignment");

    /** So many of those that wait are looked at in one go. */
    private static final int BATCH = 500;

    /** A ticket that was given to somebody. */
    public record Assigned(Ticket ticket, Why why) {}

    /** The last time a ticket was given to somebody, and why. */
    public record Reason(PersonId to, Instant at, Why why) {}

    private final Policies policies;
    private final Roster roster;
    private final Skills skills;
    private final AssignmentStore store;
    private final Tickets tickets;
    private final Clock clock;

    Assignment(Policies policies, Roster roster, Skills skills, AssignmentStore store, Tickets tickets, Clock clock) {
        this.policies = policies;
        this.roster = roster;
        this.skills = skills;
        this.store = store;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * Gives those that were just sorted, have a team and are nobody's to somebody; who finds nobody waits. In the transaction
     * that sorted them and holds them locked.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Assigned> assign(List<Ticket> sorted) {
        var book = policies.book();
        var open = sorted.stream().filter(ticket -> isToAssign(ticket, book)).toList();
        if (open.isEmpty()) {
            return List.of();
        }
        store.takeTurns();
        return write(deal(store.asked(open), book, bench(book), Occasion.SORTED));
    }

    /** Why a ticket is with whom it is; nothing once somebody has given it to somebody else. */
    @Transactional(readOnly = true)
    public Optional<Reason> why(Ticket ticket) {
        return ticket.assignee() == null
                ? Optional.empty()
                : store.why(ticket.id()).filter(reason -> reason.to().equals(ticket.assignee()));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    boolean isAnyTeamDealt() {
        return policies.book().policies().values().stream().anyMatch(Policy::assigns);
    }

    /** Gives tickets that wait to those who have a hand free now. */
    List<Assigned> place() {
        var book = policies.book();
        store.takeTurns();
        var bench = bench(book);
        var teams = book.policies().keySet().stream()
                .filter(team -> book.of(team).assigns() && bench.hasRoom(team, book.of(team)))
                .toList();
        if (teams.isEmpty()) {
            return List.of();
        }
        var given = deal(store.waiting(teams, BATCH), book, bench, Occasion.WAITED);
        var locked = given.isEmpty() ? Set.<TicketId>of() : store.lockUnchanged(given);
        return write(given.stream()
                .filter(each -> locked.contains(each.ticket().id()))
                .toList());
    }

    Bench bench(Book book) {
        return new Bench(roster.now(), store.inHand(book.weights()), store.turns());
    }

    private List<Given> deal(List<Asked> asked, Book book, Bench bench, Occasion occasion) {
        var names = names();
        var given = new ArrayList<Given>();
        for (var ticket : asked) {
            give(ticket, book, bench, occasion, null, names).ifPresent(given::add);
        }
        return given;
    }

    /** @param from who gives it away; nobody when it is nobody's yet */
    Optional<Given> give(
            Asked ticket,
            Book book,
            Bench bench,
            Occasion occasion,
            @Nullable Colleague from,
            Map<SkillId, String> names) {
        var need = need(ticket, book, from);
        return bench.pick(need, book.of(ticket.team()))
                .map(to -> new Given(ticket, to.id(), why(need, to, bench, occasion, from, names)));
    }

    Map<SkillId, String> names() {
        return skills.all().stream().collect(Collectors.toMap(Skill::id, Skill::name));
    }

    List<Assigned> write(List<Given> given) {
        return write(given, ACTOR);
    }

    List<Assigned> write(List<Given> given, Actor by) {
        if (given.isEmpty()) {
            return List.of();
        }
        var assigned = given.stream()
                .map(each -> new Assigned(
                        tickets.change(each.ticket().id(), List.of(new SetAssignee(each.to())), by), each.why()))
                .toList();
        store.record(given, clock.instant());
        return assigned;
    }

    private static boolean isToAssign(Ticket ticket, Book book) {
        return ticket.assignee() == null
                && (ticket.status() == Status.NEW || ticket.status() == Status.OPEN)
                && book.of(ticket.team()).assigns();
    }

    private static Need need(Asked ticket, Book book, @Nullable Colleague from) {
        var notTo = Stream.concat(
                        Stream.ofNullable(ticket.gaveBack()),
                        Stream.ofNullable(from).map(Colleague::id))
                .collect(Collectors.toSet());
        return new Need(
                team(ticket),
                book.weights().of(ticket.priority()),
                ticket.language(),
                book.required(ticket.category(), ticket.language()),
                ticket.angry(),
                ticket.last(),
                notTo);
    }

    private static Why why(
            Need need,
            Colleague to,
            Bench bench,
            Occasion occasion,
            @Nullable Colleague from,
            Map<SkillId, String> names) {
        return new Why(
                occasion,
                from == null ? null : from.name(),
                need.language() != null && to.speaks(need.language()) ? need.language() : null,
                need.skills().stream()
                        .filter(each -> to.knows(each.skill(), each.level()))
                        .map(each -> new Known(
                                names.getOrDefault(each.skill(), ""),
                                to.skills().getOrDefault(each.skill(), 0)))
                        .toList(),
                to.id().equals(need.last()),
                need.angry() && to.duty().senior(),
                bench.inHand(to.id()) - need.weight(),
                to.duty().capacity());
    }

    private static TeamId team(Asked ticket) {
        return Objects.requireNonNull(ticket.team());
    }
}
