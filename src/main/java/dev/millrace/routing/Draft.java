package dev.millrace.routing;

import dev.millrace.routing.Sorting.Hand;
import dev.millrace.routing.Sorting.Paper;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Decided;
import dev.millrace.tickets.Decided.Act;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does everything on paper and notes it, so that what was decided of many tickets can be written at once. */
final class Draft implements Hand {

    private final Ticket ticket;
    private final Paper paper;
    private final List<Act> acts = new ArrayList<>();

    Draft(Facts facts) {
        this.ticket = facts.ticket();
        this.paper = new Paper(facts);
    }

    @Override
    public Optional<Ticket> change(Ticket before, Change change, Actor by) {
        acts.add(new Act(List.of(change), by));
        return paper.change(before, change, by);
    }

    @Override
    public Optional<Ticket> follow(Rule rule, Ticket before, List<Change> changes) {
        acts.add(new Act(changes, rule.actor()));
        return paper.follow(rule, before, changes);
    }

    Decided decided() {
        return new Decided(ticket, acts);
    }
}
