package dev.millrace.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The same {@code Idempotency-Key} answers the same result once: the answer is kept in the transaction of the write, and
 * a second request with the key waits for the first one's commit and then reads it.
 */
@Component
public class Idempotency {

    /** What was answered: HTTP status and body. {@code fingerprint} tells whether the same thing was asked. */
    public record Answer(String fingerprint, int status, String body) {}

    private final JdbcClient db;
    private final Clock clock;

    Idempotency(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Takes the key for this transaction; the earlier answer when there is one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Answer> claim(String who, String key) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", who + '\u001f' + key)
                .query((_, _) -> true)
                .single();
        return db.sql("select fingerprint, status, body from kernel.idempotency where who = :who and key = :key")
                .param("who", who)
                .param("key", key)
                .query((row, _) ->
                        new Answer(row.getString("fingerprint"), row.getInt("status"), row.getString("body")))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(String who, String key, Answer answer) {
        db.sql("""
                insert into kernel.idempotency (who, key, fingerprint, status, body, at)
                values (:who, :key, :fingerprint, :status, :body, :at)
                """)
                .param("who", who)
                .param("key", key)
                .param("fingerprint", answer.fingerprint())
                .param("status", answer.status())
                .param("body", answer.body())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional
    void sweep() {
        db.sql("delete from kernel.idempotency where at < :before")
                .param("before", clock.instant().minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .update();
    }
}
