package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import dev.millrace.routing.Replay.Plan;
import dev.millrace.routing.Replay.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Replays: asked for, run in the background on one node, and kept. */
@Component
public class Replays {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final int LATEST = 10;
    private static final int MOST_WEEKS = 104;

    private final Replayer replayer;
    private final JdbcClient db;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;
    private final TransactionTemplate apart;

    Replays(
            Replayer replayer,
            JdbcClient db,
            ObjectProvider<Scheduler> scheduler,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
        this.replayer = replayer;
        this.db = db;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    public UUID ask(Plan plan, PersonId by) {
        if (plan.weeks() < 1 || plan.weeks() > MOST_WEEKS) {
            throw new Invalid("weeks", "Look back between 1 and %d weeks.".formatted(MOST_WEEKS));
        }
        var id = Ids.next();
        db.sql("""
                insert into routing.replay (id, plan, asked_by, asked_at)
                values (:id, cast(:plan as jsonb), :by, :at)
                """)
                .param("id", id)
                .param("plan", Json.write(plan))
                .param("by", by.value())
                .param("at", clock.instant().atOffset(UTC))
                .update();
        scheduler
                .getObject()
                .scheduleIfNotExists(RoutingJobs.REPLAY.instance(id.toString()).scheduledTo(clock.instant()));
        return id;
    }

    public Replay find(UUID id) {
        return db.sql("select * from routing.replay where id = :id")
                .param("id", id)
                .query(Replays::replay)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such replay."));
    }

    /** Latest first. */
    public List<Replay> latest() {
        return db.sql("select * from routing.replay order by id desc limit :latest")
                .param("latest", LATEST)
                .query(Replays::replay)
                .list();
    }

    /** Does it, and keeps what came of it; also that it failed, because somebody is waiting for it. */
    void run(UUID id) {
        try {
            var result = replayer.run(find(id).plan(), done -> progress(id, done));
            db.sql("""
                    update routing.replay
                       set done = :done, result = cast(:result as jsonb), finished_at = :at
                     where id = :id
                    """)
                    .param("done", result.tickets())
                    .param("result", Json.write(result))
                    .param("at", clock.instant().atOffset(UTC))
                    .param("id", id)
                    .update();
        } catch (RuntimeException e) {
            log.warn("Replay {} failed", id, e);
            db.sql("update routing.replay set failure = :failure, finished_at = :at where id = :id")
                    .param("failure", "Something unexpected went wrong; the log of the desk says what.")
                    .param("at", clock.instant().atOffset(UTC))
                    .param("id", id)
                    .update();
        }
    }

    /** In a transaction of its own: the one that reads the tickets writes nothing. */
    private void progress(UUID id, int done) {
        apart.executeWithoutResult(_ -> db.sql("update routing.replay set done = :done where id = :id")
                .param("done", done)
                .param("id", id)
                .update());
    }

    private static Replay replay(ResultSet row, int nth) throws SQLException {
        var result = row.getString("result");
        return new Replay(
                row.getObject("id", UUID.class),
                Json.read(row.getString("plan"), Plan.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getInt("done"),
                result == null ? null : Json.read(result, Result.class),
                row.getString("failure"));
    }
}
