package dev.millrace.routing;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.people.Presences;
import dev.millrace.tickets.Tickets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again whenever somebody comes or has a hand free: at tickets that wait, and at those of whoever has left. */
@Component
class Assigner extends WithWorkers {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LEAVING = Duration.ofSeconds(20);
    private static final Duration GATHER = Duration.ofMillis(300);

    private final Assignment assignment;
    private final HandOvers handOvers;
    private final Durability durability;
    private final Realtime realtime;
    private final TransactionTemplate transaction;

    Assigner(
            Assignment assignment,
            HandOvers handOvers,
            Durability durability,
            Realtime realtime,
            TransactionTemplate transaction) {
        this.assignment = assignment;
        this.handOvers = handOvers;
        this.durability = durability;
        this.realtime = realtime;
        this.transaction = transaction;
    }

    @Override
    protected List<Worker> begin() {
        var placing = Worker.start("assigner", POLL, GATHER, this::place);
        for (var topic : List.of(Tickets.TOPIC, Presences.TOPIC, Policies.TOPIC)) {
            placing.wokenBy(realtime, topic);
        }
        var leaving = Worker.start("hand-over", LEAVING, GATHER, () -> handOvers.round() > 0)
                .wokenBy(realtime, Presences.TOPIC);
        return List.of(placing, leaving);
    }

    /** What a crash undoes of it is waiting again. */
    boolean place() {
        if (!assignment.isAnyTeamDealt()) {
            return false;
        }
        return Objects.requireNonNull(transaction.execute(_ -> {
            durability.canWait();
            return !assignment.place().isEmpty();
        }));
    }
}
