import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Tickets that are in the database already and wait to be read and sorted, as after an import. */
record Backlog(Office office) {

    /** Adds them and keeps in {@code bench.truth} what each is about; nobody has been woken yet. */
    void add(List<Question> questions) throws IOException, SQLException {
        try (var database = office.desk().connect();
                var sql = database.createStatement();
                var letters = database.prepareStatement("""
                        create temporary table letter on commit drop as
                        select uuidv7() as id, uuidv7() as message, l.*, p.id as person
                          from unnest(?, ?, ?) with ordinality as l (subject, body, label, n)
                          join (select id, row_number() over (order by id) as n, count(*) over () as people
                                  from people.person
                                 where email like 'customer%@example.com') p on p.n = 1 + l.n % p.people
                        """)) {
            database.setAutoCommit(false);
            letters.setArray(1, database.createArrayOf("text", array(questions, Question::subject)));
            letters.setArray(2, database.createArrayOf("text", array(questions, Question::body)));
            letters.setArray(3, database.createArrayOf("text", array(questions, Question::label)));
            letters.execute();
            sql.execute("""
                    insert into tickets.ticket (id, subject, requester_id, status, status_since, priority, via, in_hours,
                                                first_message_id, opened_at, updated_at, waiting_since)
                    select id, subject, person, 'new', now(), 'moderate', 'email', true, message, now(), now(), now()
                      from letter
                     order by n
                    """);
            sql.execute("""
                    insert into tickets.message (id, ticket_id, direction, author_id, via, body, at)
                    select message, id, 'in', person, 'email', body, now()
                      from letter
                    """);
            sql.execute("insert into tickets.participant (ticket_id, person_id) select id, person from letter");
            sql.execute("""
                    insert into tickets.event (id, ticket_id, at, actor, kind, detail)
                    select uuidv7(), id, now(), json_build_object('kind', 'person', 'id', person), 'opened',
                           json_build_object('event', 'opened', 'message', message, 'via', 'email', 'automatic', false)
                      from letter
                    """);
            sql.execute("create schema if not exists bench");
            sql.execute("create table if not exists bench.truth (ticket_id uuid primary key, label text not null)");
            sql.execute("insert into bench.truth select id, label from letter");
            sql.execute("insert into tickets.unsorted (ticket_id) select id from letter");
            sql.execute(Filling.FOLLOW_TO_THE_END);
            database.commit();
        }
    }

    /** Wakes the desk by one more ticket, and answers how many a second were sorted. */
    double sorted(List<Question> questions) throws IOException, SQLException, InterruptedException {
        add(questions);
        var began = System.nanoTime();
        office.program().post("/api/v1/tickets", "application/json", questions.getFirst().json("customer1@example.com", false), 201);
        office.rows().untilNone("an unsorted ticket", "select 1 from tickets.unsorted limit 1", Duration.ofMillis(50));
        return (questions.size() + 1) / ((System.nanoTime() - began) / 1e9);
    }

    private static Object[] array(List<Question> questions, Function<Question, String> part) {
        return questions.stream().map(part).toArray();
    }
}
