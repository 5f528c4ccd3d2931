package dev.millrace.routing;

import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.Moment.State;
import dev.millrace.routing.Moment.What;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At which moments of a ticket's past a rule would have been asked about it, read from its events. */
final class PastStays {

    private PastStays() {}

    static List<Instant> moments(Moment moment, List<Recorded> events, Instant now) {
        return switch (moment) {
            case Moment.Opens _ -> List.of(events.getFirst().at());
            case Happens(var what) -> happened(what, events);
            case Lasts(var state, var time) -> lasted(state, time, events, now);
        };
    }

    private static List<Instant> happened(What what, List<Recorded> events) {
        return events.stream()
                .filter(recorded -> !(recorded.by() instanceof Actor.Rule) && what.is(recorded.event()))
                .map(Recorded::at)
                .toList();
    }

    private static List<Instant> lasted(State state, Duration time, List<Recorded> events, Instant now) {
        var moments = new ArrayList<Instant>();
        @Nullable Instant since = null;
        for (var recorded : events) {
            var next = after(state, since, recorded);
            if (since != null && !since.equals(next) && since.plus(time).isBefore(recorded.at())) {
                moments.add(since.plus(time));
            }
            since = next;
        }
        if (since != null && !since.plus(time).isAfter(now)) {
            moments.add(since.plus(time));
        }
        return moments;
    }

    /** Since when it has been so after an event; null when it is not. */
    private static @Nullable Instant after(State state, @Nullable Instant since, Recorded recorded) {
        var event = recorded.event();
        return switch (state) {
            case WAITING -> status(Status.WAITING, since, recorded);
            case ON_HOLD -> status(Status.ON_HOLD, since, recorded);
            case OPEN -> status(Status.OPEN, since, recorded);
            case SOLVED -> status(Status.SOLVED, since, recorded);
            case NEW -> event instanceof TicketEvent.Opened ? recorded.at() : status(Status.NEW, since, recorded);
            case UNSOLVED ->
                switch (event) {
                    case TicketEvent.Opened _ -> recorded.at();
                    case TicketEvent.StatusChanged changed when changed.to().isSolved() -> null;
                    default -> since;
                };
            case UNANSWERED ->
                switch (event) {
                    case TicketEvent.Opened opened when !opened.automatic() -> recorded.at();
                    case TicketEvent.Received received
                    when !received.automatic() -> since == null ? recorded.at() : since;
                    case TicketEvent.Replied _ -> null;
                    case TicketEvent.StatusChanged changed when changed.to().isSolved() -> null;
                    default -> since;
                };
            case QUIET ->
                switch (event) {
                    case TicketEvent.StatusChanged changed when changed.to().isSolved() -> null;
                    case TicketEvent.Opened _,
                            TicketEvent.Received _,
                            TicketEvent.Replied _,
                            TicketEvent.Noted _,
                            TicketEvent.Acknowledged _,
                            TicketEvent.FollowedUp _,
                            TicketEvent.StatusChanged _ -> recorded.at();
                    default -> since;
                };
            case FOLLOWED_UP ->
                switch (event) {
                    case TicketEvent.FollowedUp _ -> recorded.at();
                    case TicketEvent.StatusChanged _ -> null;
                    default -> since;
                };
        };
    }

    private static @Nullable Instant status(Status status, @Nullable Instant since, Recorded recorded) {
        if (recorded.event() instanceof TicketEvent.StatusChanged changed) {
            return changed.to() == status ? recorded.at() : null;
        }
        return since;
    }
}
