package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.replies.FollowUps;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.RuleStore.Active;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.FollowUpStopped;
import dev.millrace.tickets.TicketEvent.FollowUpStopped.Reason;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When a customer will be reminded if they stay silent, and one of us who does not want that. */
@Component
@Transactional
public class NextFollowUp {

    /** @param at never in the past, always in working hours */
    public record Planned(Rule rule, Instant since, Instant at) {}

    private final RuleStore rules;
    private final Occasions occasions;
    private final FollowUps followUps;
    private final Tickets tickets;
    private final Clock clock;

    NextFollowUp(RuleStore rules, Occasions occasions, FollowUps followUps, Tickets tickets, Clock clock) {
        this.rules = rules;
        this.occasions = occasions;
        this.followUps = followUps;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Costs nothing for a ticket that is in no state after which a rule reminds. */
    @Transactional(readOnly = true)
    public Optional<Planned> of(Ticket ticket) {
        var standing = Facts.of(ticket, "", null, clock.instant());
        var reminding = rules.reminding().stream()
                .filter(active -> moment(active).state().holds().matches(standing))
                .toList();
        if (reminding.isEmpty() || followUps.hindrance(ticket).isPresent()) {
            return Optional.empty();
        }
        var facts = occasions.of(ticket);
        return reminding.stream().flatMap(active -> planned(active, facts)).min(Comparator.comparing(Planned::at));
    }

    /** The ticket's next reminder will not be sent; those after the customer's next answer will. */
    public void cancel(Ticket ticket, Actor by) {
        var planned = of(ticket).orElseThrow(() -> new Conflict("No follow-up is planned for this ticket any more."));
        rules.fire(planned.rule(), ticket.id(), planned.since(), clock.instant());
        tickets.note(ticket.id(), new FollowUpStopped(Reason.CANCELLED, null), by);
    }

    private Stream<Planned> planned(Active active, Facts facts) {
        var moment = moment(active);
        var since = facts.since(moment.state().since());
        if (since == null
                || !active.rule().text().criteria().matches(facts)
                || since.plus(moment.time()).isBefore(active.from())
                || rules.hasFired(active.rule(), facts.ticket().id(), since)) {
            return Stream.empty();
        }
        var due = since.plus(moment.time());
        var at = followUps.earliest(facts.ticket(), due.isBefore(facts.now()) ? facts.now() : due);
        return Stream.of(new Planned(active.rule(), since, at));
    }

    private static Lasts moment(Active active) {
        return (Lasts) active.rule().text().moment();
    }
}
