package dev.millrace.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits in each of the desk's lines, in {@code /metrics}: whoever watches the desk sees a line that grows. */
@Component
class QueueGauges implements MeterBinder {

    private record Line(String name, String state, String description, String rows) {}

    private static final String DELIVERIES = "Mail that came in and is not settled";
    private static final String MAILS = "Mail that has not gone out";
    private static final String OPENINGS = "Tickets that the rules have not been asked about";
    private static final String TICKETS = "Tickets that are not solved";

    private static final List<Line> LINES = List.of(
            new Line("deliveries", "received", DELIVERIES, "intake.delivery where state = 'received'"),
            new Line("deliveries", "quarantined", DELIVERIES, "intake.delivery where state = 'quarantined'"),
            new Line("mails", "queued", MAILS, "mail.outgoing where state = 'QUEUED'"),
            new Line("mails", "failed", MAILS, "mail.outgoing where state = 'FAILED'"),
            new Line("openings", "unsorted", OPENINGS, "tickets.unsorted"),
            new Line("tickets", "new", TICKETS, "tickets.ticket where status = 'new'"),
            new Line("tickets", "open", TICKETS, "tickets.ticket where status = 'open'"),
            new Line("tickets", "waiting", TICKETS, "tickets.ticket where status = 'waiting'"),
            new Line("tickets", "on_hold", TICKETS, "tickets.ticket where status = 'on_hold'"));

    private final JdbcClient db;

    QueueGauges(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var line : LINES) {
            Gauge.builder("millrace." + line.name(), () -> count(line))
                    .tag("state", line.state())
                    .description(line.description())
                    .register(registry);
        }
    }

    private long count(Line line) {
        return db.sql("select count(*) from " + line.rows()).query(Long.class).single();
    }
}
