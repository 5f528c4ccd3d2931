package dev.millrace.tickets;

import dev.millrace.kernel.Refusal.NotFound;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of messages, for whoever may see their ticket. */
@Component
public class Attachments {

    private final JdbcClient db;
    private final Clock clock;

    Attachments(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** One out of reach looks like one that does not exist. */
    public Attachment find(UUID id, Reach reach) {
        var filter = CriteriaSql.of(reach.criteria(), clock.instant());
        return db.sql("""
                select a.*
                  from tickets.attachment a
                  join tickets.message m on m.id = a.message_id
                  join tickets.ticket t on t.id = m.ticket_id
                 where a.id = :id
                   and %s
                """.formatted(filter.condition()))
                .params(filter.params())
                .param("id", id)
                .query((row, _) -> MessageStore.attachment(row))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such file."));
    }
}
