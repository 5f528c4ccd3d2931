package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.TicketId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each person is still writing, at most one text in a ticket. Sending it takes it away. */
@Component
@Transactional
public class Drafts {

    private static final int LIMIT = 200_000;

    private final JdbcClient db;
    private final Clock clock;

    Drafts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> of(TicketId ticket, PersonId person) {
        return db.sql("""
                select note, body, to_typed, cc_typed
                  from replies.draft
                 where ticket_id = :ticket
                   and person_id = :person
                """)
                .param("ticket", ticket.value())
                .param("person", person.value())
                .query((row, _) -> new Draft(
                        row.getBoolean("note"),
                        row.getString("body"),
                        row.getString("to_typed"),
                        row.getString("cc_typed")))
                .optional();
    }

    /** An empty text is no draft. */
    public void keep(TicketId ticket, PersonId person, Draft draft) {
        if (draft.body().isBlank()) {
            drop(ticket, person);
            return;
        }
        if (draft.body().length() > LIMIT) {
            throw new Invalid("body", "A draft of more than %,d characters is not kept.".formatted(LIMIT));
        }
        db.sql("""
                insert into replies.draft (ticket_id, person_id, note, body, to_typed, cc_typed, kept_at)
                values (:ticket, :person, :note, :body, :to, :cc, :now)
                    on conflict (ticket_id, person_id) do update
                   set note     = excluded.note,
                       body     = excluded.body,
                       to_typed = excluded.to_typed,
                       cc_typed = excluded.cc_typed,
                       kept_at  = excluded.kept_at
                """)
                .param("ticket", ticket.value())
                .param("person", person.value())
                .param("note", draft.note())
                .param("body", draft.body())
                .param("to", draft.to())
                .param("cc", draft.cc())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    public void drop(TicketId ticket, PersonId person) {
        db.sql("delete from replies.draft where ticket_id = :ticket and person_id = :person")
                .param("ticket", ticket.value())
                .param("person", person.value())
                .update();
    }
}
