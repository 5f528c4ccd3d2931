import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Past tickets sorted once more on paper, by the form of the product. */
record Replaying(Office office) {

    /** What was thought of the tickets that were really read stands beside all the others too, in turn. */
    void keepOpinions() throws IOException, SQLException {
        office.rows().change(
                """
                create temporary table donor on commit drop as
                select u.*, row_number() over (order by u.ticket_id) as n, count(*) over () as donors
                  from (select * from learning.understanding order by ticket_id limit 3000) u
                """,
                """
                create temporary table past on commit drop as
                select t.id, t.opened_at, d.ticket_id as donor
                  from (select id, opened_at, row_number() over (order by number) as n
                          from tickets.ticket t
                         where not exists (select from learning.understanding u where u.ticket_id = t.id)) t
                  join donor d on d.n = 1 + t.n % d.donors
                """,
                """
                insert into learning.understanding (ticket_id, model, vector, signs, at)
                select p.id, u.model, u.vector, u.signs, p.opened_at
                  from past p
                  join learning.understanding u on u.ticket_id = p.donor
                """,
                """
                insert into tickets.reading (ticket_id, sentiment, mood, certainty, at)
                select p.id, r.sentiment, r.mood, r.certainty, p.opened_at
                  from past p
                  join tickets.reading r on r.ticket_id = p.donor
                """,
                """
                insert into learning.prediction (ticket_id, field, version, value, probability, known, candidates, words,
                                                 neighbours, accepted, at)
                select p.id, o.field, o.version, o.value, o.probability, o.known, o.candidates, o.words, o.neighbours,
                       o.accepted, p.opened_at
                  from past p
                  join learning.prediction o on o.ticket_id = p.donor
                """);
    }

    /** Without any rule, where today there is one; answers how long it took, as somebody sees it who waits. */
    Duration withoutRules() throws IOException, SQLException, InterruptedException {
        return run(Map.of());
    }

    /** And by what an earlier version thinks of each ticket's category. */
    Duration withVersion(int version) throws IOException, SQLException, InterruptedException {
        return run(Map.of("version-category", Integer.toString(version)));
    }

    /** Tickets that the latest one looked at. */
    int tickets() throws IOException, SQLException {
        return (int) office.rows().number("select done from routing.replay order by id desc limit 1");
    }

    private Duration run(Map<String, String> differences) throws IOException, SQLException, InterruptedException {
        var plan = new HashMap<>(Map.of("weeks", "104", "acts", "true", "allowed", "5"));
        plan.putAll(differences);
        var began = System.nanoTime();
        office.person().submit("/settings/sorting/replays", "/settings/sorting/replays", plan);
        office.rows().untilNone(
                "a replay that goes on", "select 1 from routing.replay where finished_at is null", Duration.ofMillis(100));
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (!office.rows().column("select failure from routing.replay where failure is not null").isEmpty()) {
            throw new IOException("a replay failed; the log of the desk says why");
        }
        return took;
    }
}
