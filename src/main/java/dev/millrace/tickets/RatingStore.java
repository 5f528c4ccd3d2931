package dev.millrace.tickets;

import static dev.millrace.tickets.TicketStore.utc;

import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ratings as rows. */
@Component
class RatingStore {

    private final JdbcClient db;

    RatingStore(JdbcClient db) {
        this.db = db;
    }

    void put(TicketId ticket, Instant solvedAt, PersonId by, Rating rating) {
        db.sql("""
                insert into tickets.rating (ticket_id, solved_at, person_id, score, comment, at)
                values (:ticket, :solvedAt, :by, :score, :comment, :at)
                    on conflict (ticket_id, solved_at) do update
                   set score = excluded.score, comment = excluded.comment, person_id = excluded.person_id, at = excluded.at
                """)
                .param("ticket", ticket.value())
                .param("solvedAt", utc(solvedAt))
                .param("by", by.value())
                .param("score", rating.score().word())
                .param("comment", rating.comment())
                .param("at", utc(rating.at()))
                .update();
    }

    Optional<Rating> of(TicketId ticket, Instant solvedAt) {
        return db.sql("""
                select score, comment as rated_because, at as rated_at
                  from tickets.rating
                 where ticket_id = :ticket
                   and solved_at = :solvedAt
                """)
                .param("ticket", ticket.value())
                .param("solvedAt", utc(solvedAt))
                .query((row, _) -> rating(row))
                .optional();
    }

    /** From the columns {@code score}, {@code rated_because} and {@code rated_at}. */
    static @Nullable Rating rating(ResultSet row) throws SQLException {
        var score = row.getString("score");
        return score == null
                ? null
                : new Rating(
                        Rating.Score.of(score),
                        row.getString("rated_because"),
                        row.getObject("rated_at", OffsetDateTime.class).toInstant());
    }
}
