package dev.millrace.demo;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Waits until nothing is under way, so that what happens at one moment of the story is done before the next begins. */
@Component
class Quiet {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final JdbcClient db;

    Quiet(JdbcClient db) {
        this.db = db;
    }

    void await() {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (busy()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The demo's story does not come to rest");
            }
            sleep();
        }
    }

    private boolean busy() {
        return db.sql("""
                select exists (select from intake.delivery where state = 'received')
                    or exists (select from tickets.unsorted)
                    or exists (select from mail.outgoing where state in ('QUEUED', 'SENDING'))
                    or exists (select
                                 from tickets.follower f
                                 join tickets.event e on (e.xid, e.position) > (f.xid, f.position))
                """).query(Boolean.class).single();
    }

    private static void sleep() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
