package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.language.Candidate;
import dev.millrace.language.Embedder;
import dev.millrace.language.Guess;
import dev.millrace.language.Neighbour;
import dev.millrace.tickets.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** What was thought of each ticket when it opened and why, kept as it was. */
@Component
public class Predictions {

    /** Nobody reads further down a list of likely values. */
    private static final int CANDIDATES = 5;

    private static final TypeReference<List<Candidate>> CANDIDATE_LIST = new TypeReference<>() {};
    private static final TypeReference<List<Neighbour>> NEIGHBOUR_LIST = new TypeReference<>() {};

    /**
     * One opinion as it was kept.
     *
     * @param candidates the likeliest values, at most five
     * @param words of the ticket that spoke most for the likeliest
     * @param neighbours past tickets that it is most like; their source is the ticket's number
     * @param accepted whether the desk acted on it by itself
     */
    public record Prediction(
            Learned field,
            int version,
            double known,
            List<Candidate> candidates,
            List<String> words,
            List<Neighbour> neighbours,
            boolean accepted,
            Instant at) {

        /** Whether the ticket was unlike all that the desk had seen. */
        public boolean strange() {
            return known < Opinion.STRANGE;
        }

        public Candidate best() {
            return candidates.getFirst();
        }
    }

    private record Row(TicketId ticket, Learned field, Opinion opinion, Guess guess, boolean accepted) {}

    private final Embedder embedder;
    private final JdbcClient db;
    private final Clock clock;
    private final Realtime realtime;

    Predictions(Embedder embedder, JdbcClient db, Clock clock, Realtime realtime) {
        this.realtime = realtime;
        this.embedder = embedder;
        this.db = db;
        this.clock = clock;
    }

    public Map<Learned, Prediction> of(TicketId ticket) {
        var predictions = new EnumMap<Learned, Prediction>(Learned.class);
        db.sql("select * from learning.prediction where ticket_id = :ticket")
                .param("ticket", ticket.value())
                .query(Predictions::prediction)
                .list()
                .forEach(each -> predictions.put(each.field(), each));
        return predictions;
    }

    /**
     * Keeps what was understood of some tickets, in the transaction that acts on it. What was understood before stays:
     * accuracy is about what was thought first.
     *
     * @param accepted the fields that the desk has set by itself, by ticket
     * @param open tickets whose category somebody is to say
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(List<Understood> understood, Map<TicketId, Set<Learned>> accepted, Collection<TicketId> open) {
        keepVectors(understood);
        var rows = new ArrayList<Row>();
        for (var each : understood) {
            var set = accepted.getOrDefault(each.ticket(), Set.of());
            each.guesses()
                    .forEach((field, guess) -> rows.add(new Row(
                            each.ticket(),
                            field,
                            Objects.requireNonNull(each.opinions().get(field)),
                            guess,
                            set.contains(field))));
        }
        keepOpinions(rows);
        keepForReview(open);
    }

    private void keepVectors(List<Understood> understood) {
        if (understood.isEmpty()) {
            return;
        }
        db.sql("""
                insert into learning.understanding (ticket_id, model, vector, signs, at)
                select ticket_id, :model, vector, signs, :at
                  from unnest(:tickets, :vectors, cast(:signs as jsonb[])) as read (ticket_id, vector, signs)
                    on conflict (ticket_id) do nothing
                """)
                .param("model", embedder.model())
                .param("at", clock.instant().atOffset(UTC))
                .param(
                        "tickets",
                        understood.stream().map(each -> each.ticket().value()).toArray(UUID[]::new))
                .param(
                        "vectors",
                        understood.stream()
                                .map(each -> Vectors.write(each.read().vector()))
                                .toArray(byte[][]::new))
                .param(
                        "signs",
                        understood.stream()
                                .map(each -> Json.write(each.signs()))
                                .toArray(String[]::new))
                .update();
    }

    private void keepOpinions(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into learning.prediction (
                       ticket_id, field, version, value, probability, known, candidates, words, neighbours, accepted, at)
                select ticket_id, field, version, value, probability, known, candidates,
                       array(select jsonb_array_elements_text(words)), neighbours, accepted, :at
                  from unnest(:tickets, :fields, :versions, :values, :probabilities, :known,
                              cast(:candidates as jsonb[]), cast(:words as jsonb[]), cast(:neighbours as jsonb[]),
                              :accepted)
                       as opinion (ticket_id, field, version, value, probability, known, candidates, words, neighbours,
                                   accepted)
                    on conflict (ticket_id, field) do nothing
                """)
                .param("at", clock.instant().atOffset(UTC))
                .param("tickets", rows.stream().map(row -> row.ticket().value()).toArray(UUID[]::new))
                .param("fields", rows.stream().map(row -> row.field().word()).toArray(String[]::new))
                .param(
                        "versions",
                        rows.stream().map(row -> row.opinion().version()).toArray(Integer[]::new))
                .param("values", rows.stream().map(row -> row.opinion().value()).toArray(String[]::new))
                .param(
                        "probabilities",
                        rows.stream().map(row -> row.opinion().certainty()).toArray(Double[]::new))
                .param("known", rows.stream().map(row -> row.guess().known()).toArray(Double[]::new))
                .param(
                        "candidates",
                        rows.stream().map(row -> Json.write(likeliest(row))).toArray(String[]::new))
                .param(
                        "words",
                        rows.stream()
                                .map(row -> Json.write(row.guess().words()))
                                .toArray(String[]::new))
                .param(
                        "neighbours",
                        rows.stream()
                                .map(row -> Json.write(row.guess().neighbours()))
                                .toArray(String[]::new))
                .param("accepted", rows.stream().map(Row::accepted).toArray(Boolean[]::new))
                .update();
    }

    private static List<Candidate> likeliest(Row row) {
        var all = row.guess().candidates();
        return all.subList(0, Math.min(CANDIDATES, all.size()));
    }

    private void keepForReview(Collection<TicketId> open) {
        if (open.isEmpty()) {
            return;
        }
        db.sql("""
                insert into learning.review (ticket_id, since)
                select unnest(:tickets), :at
                    on conflict do nothing
                """)
                .param("tickets", open.stream().map(TicketId::value).toArray(UUID[]::new))
                .param("at", clock.instant().atOffset(UTC))
                .update();
        realtime.announce(Reviews.TOPIC, "");
    }

    static Prediction prediction(ResultSet row, int nth) throws SQLException {
        return new Prediction(
                Learned.of(row.getString("field")),
                row.getInt("version"),
                row.getDouble("known"),
                Json.mapper().readValue(row.getString("candidates"), CANDIDATE_LIST),
                List.of((String[]) row.getArray("words").getArray()),
                Json.mapper().readValue(row.getString("neighbours"), NEIGHBOUR_LIST),
                row.getBoolean("accepted"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
