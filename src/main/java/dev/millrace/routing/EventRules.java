package dev.millrace.routing;

import dev.millrace.replies.FollowUps;
import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.RuleStore.Active;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.spi.Follower;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Asks rules about tickets to which something happened, once for each event, in the order of the log.
 *
 * <p>What a rule did is no event to any rule, and of what the desk did by itself only that a mail came back: so rules never
 * set each other off.
 */
@Component
class EventRules implements Follower {

    private final RuleStore rules;
    private final Occasions occasions;
    private final FollowUps followUps;
    private final Tickets tickets;
    private final Attempts attempts;
    private final Matches matches;

    EventRules(
            RuleStore rules,
            Occasions occasions,
            FollowUps followUps,
            Tickets tickets,
            Attempts attempts,
            Matches matches) {
        this.rules = rules;
        this.occasions = occasions;
        this.followUps = followUps;
        this.tickets = tickets;
        this.attempts = attempts;
        this.matches = matches;
    }

    @Override
    public String name() {
        return "automations";
    }

    @Override
    public void follow(List<Recorded> events) {
        var active = rules.active(Happens.class);
        var matched = new HashMap<RuleId, Integer>();
        for (var recorded : events) {
            if (recorded.event() instanceof TicketEvent.Received received && !received.automatic()) {
                followUps.callBack(recorded.ticket());
            }
            if (sets(recorded)) {
                ask(active, recorded, matched);
            }
        }
        if (!matched.isEmpty()) {
            matches.add(matched);
        }
    }

    private static boolean sets(Recorded recorded) {
        return switch (recorded.by()) {
            case Actor.Person _, Actor.Macro _, Actor.Token _ -> true;
            case Actor.Desk _ -> recorded.event() instanceof TicketEvent.Bounced;
            case Actor.Rule _, Actor.Model _ -> false;
        };
    }

    private void ask(List<Active> active, Recorded recorded, Map<RuleId, Integer> matched) {
        var asked = active.stream()
                .filter(each -> each.rule().text().moment() instanceof Happens(var what) && what.is(recorded.event()))
                .filter(each -> !recorded.at().isBefore(each.from()))
                .map(Active::rule)
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        var steps = new RuleBook(asked)
                .read(
                        occasions.of(recorded),
                        Set.of(),
                        (rule, ticket, changes) ->
                                attempts.make(rule, ticket, () -> tickets.change(ticket.id(), changes, rule.actor())));
        steps.forEach(step -> matched.merge(step.rule().id(), 1, Integer::sum));
    }
}
