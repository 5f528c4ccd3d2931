package dev.millrace.tickets;

import java.util.List;

/** A ticket, and what is to be done to it in turn. */
public record Decided(Ticket ticket, List<Act> acts) {

    public record Act(List<Change> changes, Actor by) {}

    public Decided {
        acts = List.copyOf(acts);
    }
}
