package dev.millrace.api;

import dev.millrace.kernel.Slice;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Everything that happened to a ticket, in order. */
@RestController
class TimelineApi {

    /** One event; {@code detail} holds what it was, with its name as {@code event}. */
    record EventJson(UUID id, Instant at, By by, TicketEvent detail) {}

    /**
     * Who or what caused it.
     *
     * @param kind {@code person}, {@code rule}, {@code macro}, {@code token}, {@code model} or {@code desk}
     */
    record By(
            String kind,
            @Nullable UUID id,
            @Nullable Integer version,
            @Nullable String name) {

        static By of(Actor actor) {
            return switch (actor) {
                case Actor.Person(var id) -> new By("person", id.value(), null, null);
                case Actor.Rule(var id, var version, var name) -> new By("rule", id, version, name);
                case Actor.Macro(var id, var version, var name, var _by) -> new By("macro", id, version, name);
                case Actor.Token(var id, var name) -> new By("token", id, null, name);
                case Actor.Model(var field, var version) -> new By("model", null, version, field);
                case Actor.Desk(var name) -> new By("desk", null, null, name);
            };
        }
    }

    private final Tickets tickets;
    private final Timeline timeline;

    TimelineApi(Tickets tickets, Timeline timeline) {
        this.tickets = tickets;
        this.timeline = timeline;
    }

    @GetMapping("/api/v1/tickets/{number}/timeline")
    Slice<EventJson> show(@PathVariable long number) {
        var events = timeline.of(tickets.find(number).id());
        return new Slice<>(events.stream().map(TimelineApi::json).toList(), null);
    }

    private static EventJson json(Recorded recorded) {
        return new EventJson(recorded.id(), recorded.at(), By.of(recorded.by()), recorded.event());
    }
}
