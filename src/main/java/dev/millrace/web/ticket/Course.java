package dev.millrace.web.ticket;

import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Conversation.Said;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The course of a ticket: what was said and what happened between, in one order. */
public final class Course {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** One of both, or the place of those not shown. */
    public sealed interface Step {

        Instant at();

        record Spoken(Said said, @Nullable Delivery delivery) implements Step {
            @Override
            public Instant at() {
                return said.message().at();
            }
        }

        record Happened(Instant at, String icon, String text) implements Step {}

        record Hidden(Instant at, int messages) implements Step {}
    }

    /** What became of a message on its way out. */
    public record Delivery(State state, @Nullable String reason) {

        public enum State {
            QUEUED,
            SENT,
            FAILED,
            BOUNCED,
            /** The customer answered before it had left. */
            CALLED_BACK
        }

        boolean settled() {
            return state != State.QUEUED && state != State.FAILED;
        }
    }

    private Course() {}

    static List<Step> of(List<Said> said, int messages, List<Recorded> events, Sentences sentences) {
        var deliveries = deliveries(events);
        var steps = new ArrayList<Step>();
        for (var one : said) {
            steps.add(new Step.Spoken(one, delivery(one, deliveries)));
        }
        var hidden = messages - said.size();
        var from = Instant.MIN;
        if (hidden > 0) {
            from = said.get(1).message().at();
            steps.add(new Step.Hidden(from.minusNanos(1), hidden));
        }
        for (var together : grouped(events)) {
            var at = together.getFirst().at();
            var text = at.isBefore(from) ? null : sentences.of(together).orElse(null);
            if (text != null) {
                steps.add(new Step.Happened(at, icon(together), text));
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    /**
     * A reply of ours is on its way from the moment it has recipients until the log says more. Of automatic mail the log
     * tells failures only.
     */
    private static @Nullable Delivery delivery(Said said, Map<MessageId, Delivery> logged) {
        var message = said.message();
        if (message.direction() != Direction.OUT || message.to().isEmpty()) {
            return null;
        }
        var delivery = logged.get(message.id());
        return delivery == null && !message.automatic() ? new Delivery(Delivery.State.QUEUED, null) : delivery;
    }

    private static Map<MessageId, Delivery> deliveries(List<Recorded> events) {
        var deliveries = new HashMap<MessageId, Delivery>();
        for (var recorded : events) {
            switch (recorded.event()) {
                case TicketEvent.ReplySent(var message) ->
                    deliveries.put(message, new Delivery(Delivery.State.SENT, null));
                case TicketEvent.ReplyFailed(var message, var reason) ->
                    deliveries.put(message, new Delivery(Delivery.State.FAILED, reason));
                case TicketEvent.FollowUpStopped stopped -> {
                    if (stopped.message() != null) {
                        deliveries.put(stopped.message(), new Delivery(Delivery.State.CALLED_BACK, null));
                    }
                }
                case TicketEvent.Bounced bounced -> {
                    var message = bounced.message();
                    if (message != null && bounced.hard()) {
                        deliveries.put(message, new Delivery(Delivery.State.BOUNCED, bounced.reason()));
                    }
                }
                default -> {}
            }
        }
        return deliveries;
    }

    /** What the same actor did at the same time is one thing to the reader. */
    private static List<List<Recorded>> grouped(List<Recorded> events) {
        var groups = new ArrayList<List<Recorded>>();
        for (var event : events) {
            var last = groups.isEmpty() ? null : groups.getLast().getFirst();
            if (last == null
                    || !last.by().equals(event.by())
                    || last.at().plus(AT_ONCE).isBefore(event.at())) {
                groups.add(new ArrayList<>());
            }
            // A reply opens a new ticket on its way to waiting: the reader wants to know where it came to stand.
            if (event.event() instanceof TicketEvent.StatusChanged) {
                groups.getLast().removeIf(earlier -> earlier.event() instanceof TicketEvent.StatusChanged);
            }
            groups.getLast().add(event);
        }
        return groups;
    }

    private static String icon(List<Recorded> together) {
        if (together.getFirst().by() instanceof Actor.Macro) {
            return "zap";
        }
        if (together.getFirst().by() instanceof Actor.Rule) {
            return "workflow";
        }
        var icon = "pencil";
        for (var recorded : together) {
            icon = switch (recorded.event()) {
                case TicketEvent.StatusChanged changed -> changed.to().isSolved() ? "circle-check" : "circle-dot";
                case TicketEvent.AssigneeChanged _ -> "user-check";
                case TicketEvent.TeamChanged _ -> "users";
                case TicketEvent.TagsChanged _ -> "tag";
                case TicketEvent.PriorityChanged _ -> "flag";
                case TicketEvent.CategoryChanged _ -> "folder";
                case TicketEvent.Bounced _ -> "mail-warning";
                case TicketEvent.Rated _ -> "star";
                default -> icon;
            };
        }
        return icon;
    }
}
