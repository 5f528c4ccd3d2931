package dev.millrace.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts attempts in fixed windows, in the database, so that all nodes count together and a restart forgets nothing. */
@Component
public class Throttle {

    private final JdbcClient db;
    private final Clock clock;

    Throttle(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Counts one attempt and tells whether it is within the limit. Counted even when the caller's work is undone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean allow(String bucket, String key, int limit, Duration window) {
        return increase(bucket, key, window) <= limit;
    }

    /**
     * The same within the caller's transaction, and undone with it. Whoever already has a transaction asks this one: a
     * second connection beside the first is how a pool runs dry.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int countWithin(String bucket, String key, Duration window) {
        return increase(bucket, key, window);
    }

    /** Counts one attempt; answers how many there were in this window, this one included. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int count(String bucket, String key, Duration window) {
        return increase(bucket, key, window);
    }

    private int increase(String bucket, String key, Duration window) {
        return db.sql("""
                insert into kernel.throttle (bucket, key, window_start, count)
                values (:bucket, :key, :start, 1)
                    on conflict (bucket, key, window_start) do update set count = throttle.count + 1
                returning count
                """)
                .param("bucket", bucket)
                .param("key", key)
                .param("start", windowStart(window).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Takes back one attempt of this window, which was none of those that are to be limited. */
    @Transactional
    public void forgive(String bucket, String key, Duration window) {
        db.sql("""
                update kernel.throttle
                   set count = count - 1
                 where bucket = :bucket
                   and key = :key
                   and window_start = :start
                   and count > 0
                """)
                .param("bucket", bucket)
                .param("key", key)
                .param("start", windowStart(window).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional
    public void forget(String bucket, String key) {
        db.sql("delete from kernel.throttle where bucket = :bucket and key = :key")
                .param("bucket", bucket)
                .param("key", key)
                .update();
    }

    @Transactional
    void sweep() {
        db.sql("delete from kernel.throttle where window_start < :before")
                .param("before", clock.instant().minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Instant windowStart(Duration window) {
        var now = clock.instant().getEpochSecond();
        return Instant.ofEpochSecond(now - now % window.toSeconds());
    }
}
