package dev.millrace.knowledge;

import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.tickets.spi.Follower;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down who reads and then writes to us all the same: who has signed in, whichever way they write; everybody else when they use
 * the form with the browser they read with. Only on the same day: tomorrow nobody knows them any more.
 */
@Component
public class AfterReading implements Follower {

    private final Tickets tickets;
    private final Readers readers;
    private final Readings readings;
    private final JdbcClient db;
    private final Clock clock;

    AfterReading(Tickets tickets, Readers readers, Readings readings, JdbcClient db, Clock clock) {
        this.tickets = tickets;
        this.readers = readers;
        this.readings = readings;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "after-reading";
    }

    @Override
    public void follow(List<Recorded> events) {
        var today = LocalDate.now(clock);
        for (var recorded : events) {
            if (recorded.event() instanceof Opened opened
                    && !opened.automatic()
                    && (opened.via() == Via.EMAIL || opened.via() == Via.FORM || opened.via() == Via.PORTAL)
                    && recorded.at().atOffset(ZoneOffset.UTC).toLocalDate().equals(today)) {
                wrote(readers.of(tickets.find(recorded.ticket()).requester()));
            }
        }
    }

    /** A reader has written to us. */
    public void wrote(Reader reader) {
        readings.write();
        db.sql("""
                insert into knowledge.turned (article_id, day, reader)
                select article_id, day, reader
                  from knowledge.reading
                 where day = :day
                   and reader = :reader
                    on conflict do nothing
                """).param("day", reader.day()).param("reader", reader.hash()).update();
    }
}
