import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Starts a desk, fills it, and measures what people and programs wait for; {@code bench/run} says how to call it. */
final class Bench {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 3;
    private static final String CHANNEL = "support@example.com";
    private static final String JSON = "application/json";
    private static final String TEAM = "Billing";
    private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"([^\"]*)\"");

    /** What the queue page asks for its rows: dev.millrace.tickets.Inbox. */
    private static final String QUEUE = """
            select t.id, t.number, t.subject, p.name as requester, p.email, t.status, t.priority, c.name as category,
                   team.name as team, a.name as assignee, t.assignee_id, t.tags, t.via, left(m.body, 100) as preview,
                   t.opened_at, t.updated_at, t.waiting_since
              from (select t.*
                      from tickets.ticket t
                     where t.status in ('new', 'open', 'waiting', 'on_hold')
                     order by t.updated_at desc, t.number desc
                     limit 26) t
              join people.person p on p.id = t.requester_id
              join tickets.message m on m.id = t.first_message_id
              left join tickets.category c on c.id = t.category_id
              left join people.team team on team.id = t.team_id
              left join people.person a on a.id = t.assignee_id
             order by t.updated_at desc, t.number desc
            """;

    private static final String TICKET = """
            select t.*, m.*
              from tickets.ticket t
              join tickets.message m on m.ticket_id = t.id
             where t.number = ?
             order by m.at, m.id
            """;

    private static final String MATCH = """
            select ticket_id
              from tickets.message
             where words @@ plainto_tsquery('simple', ?)
             limit 25
            """;

    private static final String RARE = "xylophone";

    private final Office office;
    private final Desk desk;
    private final Load load = new Load();
    private final Report report = new Report();
    private final Filling filling;
    private final int pages;
    private final int warm;
    private final int mails;

    private Bench(Office office, boolean quick) {
        this.office = office;
        this.desk = office.desk();
        this.filling = quick ? new Filling(10_000, 1_000, 10, 5) : new Filling(100_000, 5_000, 10, 5);
        this.pages = quick ? 100 : 400;
        this.warm = quick ? 300 : 3_000;
        this.mails = quick ? 300 : 1_500;
    }

    public static void main(String[] arguments) throws Exception {
        var quick = List.of(arguments).contains("--quick");
        List<String> errors;
        try (var office = Office.open(Path.of(arguments[0]).resolve("millrace"))) {
            errors = new Bench(office, quick).run();
        }
        errors.forEach(error -> System.out.println("ERROR " + error));
        System.exit(errors.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        Report.machine();
        prepare();
        starts();
        office.signIn();
        warmUp();
        queuePage();
        ticketPage();
        search();
        pagesAtOnce();
        create();
        mailIn();
        mailVisible();
        report.measured("memory of all processes", "MB (PSS)", desk.memory() / 1e6, "≤ 700", 700);
        report.measured("HTML of the queue page", "kB", office.person().page("/inbox").length() / 1e3, "≤ 40", 40);
        report.print();
        Report.machineLoad();
        return load.errors();
    }

    /** The rule comes from its page, the history from SQL. */
    private void prepare() throws Exception {
        var began = System.nanoTime();
        try (var database = desk.connect()) {
            filling.into(database, Office.OWNER);
        }
        office.rows().settle();
        office.useRule();
        say("%,d tickets, %s messages, filled in %.0f s"
                .formatted(
                        filling.tickets(),
                        office.rows().one("select to_char(count(*), 'FM999,999') from tickets.message"),
                        (System.nanoTime() - began) / 1e9));
    }

    /** The first stop makes the cache that later starts use. */
    private void starts() throws Exception {
        desk.stop();
        var took = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            took[round] = seconds(desk.start());
            if (round < ROUNDS - 1) {
                desk.stop();
            }
        }
        report.measured("second start to ready", "s", Load.Round.median(took), "≤ 5", 5);
    }

    private void warmUp() throws Exception {
        load.run(CLIENTS, warm, (_, _) -> office.person().compressed("/inbox"));
        load.run(CLIENTS, warm, (_, nth) -> office.person().compressed(ticket(nth)));
        if (!office.person().page("/inbox").contains("id=\"ticket-") || !office.person().page(ticket(1)).contains("#" + number(1))) {
            load.failed("the pages do not show tickets");
        }
    }

    private void queuePage() throws Exception {
        try (var database = desk.connect();
                var queue = database.prepareStatement(QUEUE)) {
            compare("queue page", "≤ 10 / 20", 10, 20, 8, (_, _) -> Rows.read(queue), (_, _) -> office.person().compressed("/inbox"));
        }
    }

    private void ticketPage() throws Exception {
        try (var database = desk.connect();
                var ticket = database.prepareStatement(TICKET)) {
            compare("open a ticket", "≤ 12 / 25", 12, 25, 10, (_, nth) -> Rows.read(ticket, number(nth)), (_, nth) ->
                    office.person().compressed(ticket(nth)));
        }
    }

    /** A word in three tickets, one in a few of a hundred, one in most; the limit is counting the first 25 that match. */
    private void search() throws Exception {
        for (var nth = 0; nth < 3; nth++) {
            office.program().post("/api/v1/tickets", JSON, """
                    {"subject": "A %s", "body": "Can it be tuned?", "requester": {"email": "customer%d@example.com"}}
                    """.formatted(RARE, customer(nth)), 201);
        }
        office.await();
        search("a rare word", RARE, 15);
        search("a word of some", Filling.word(1_000), 25);
        search("a word of most", Filling.word(0), 40);
    }

    private void search(String what, String word, double most) throws Exception {
        if (!office.person().page("/search?q=" + word).contains("id=\"ticket-")) {
            load.failed("the search for %s finds nothing".formatted(what));
        }
        try (var database = desk.connect();
                var limit = database.prepareStatement(MATCH)) {
            Load.Action action = (_, _) -> office.person().compressed("/search?q=" + word);
            load.run(1, pages / 4, action);
            var limits = new ArrayList<Load.Round>();
            var rounds = new ArrayList<Load.Round>();
            for (var round = 0; round < ROUNDS; round++) {
                limits.add(load.run(1, pages / 4, (_, _) -> Rows.read(limit, word)));
                rounds.add(load.run(1, pages / 4, action));
            }
            report.latency(
                    "search for " + what,
                    Load.Round.median(rounds),
                    Load.Round.median(limits),
                    "p50 ≤ %.0f".formatted(most),
                    most,
                    Double.MAX_VALUE);
        }
    }

    private void compare(
            String what,
            String target,
            double most50,
            double most95,
            double mostProcessor,
            Load.Action limit,
            Load.Action action)
            throws InterruptedException {
        load.run(1, pages, limit);
        var limits = new ArrayList<Load.Round>();
        var rounds = new ArrayList<Load.Round>();
        var processor = Duration.ZERO;
        for (var round = 0; round < ROUNDS; round++) {
            limits.add(load.run(1, pages, limit));
            var before = desk.processorTime();
            rounds.add(load.run(1, pages, action));
            processor = processor.plus(desk.processorTime()).minus(before);
        }
        report.latency(what, Load.Round.median(rounds), Load.Round.median(limits), target, most50, most95);
        report.processor(what, processor.toNanos() / 1e6 / (ROUNDS * pages), mostProcessor);
    }

    /** Half of them lists and half tickets, by eight clients; the limit is what PostgreSQL reads for them alone. */
    private void pagesAtOnce() throws Exception {
        var connections = connections();
        var queues = prepared(connections, QUEUE);
        var tickets = prepared(connections, TICKET);
        Load.Action limit = (client, nth) -> {
            if (nth % 2 == 0) {
                Rows.read(queues.get(client));
            } else {
                Rows.read(tickets.get(client), number(nth));
            }
        };
        Load.Action action = (_, nth) -> office.person().compressed(nth % 2 == 0 ? "/inbox" : ticket(nth));
        rates("pages, %d clients".formatted(CLIENTS), "≥ 200", 200, 4 * pages, limit, action);
        close(connections);
    }

    private void create() throws Exception {
        var connections = connections();
        try (var sql = connections.getFirst().createStatement()) {
            sql.execute("create schema bench");
            sql.execute("create table bench.row (id uuid primary key, body text not null)");
        }
        var inserts = prepared(connections, "insert into bench.row (id, body) values (?, ?)");
        Load.Action limit = (client, nth) -> {
            var insert = inserts.get(client);
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, text(nth));
            insert.executeUpdate();
        };
        Load.Action action = (_, nth) -> office.program().post("/api/v1/tickets", JSON, """
                {"subject": "Order %d", "body": "%s", "requester": {"email": "customer%d@example.com"}}
                """.formatted(nth, text(nth), customer(nth)), 201);
        load.run(CLIENTS, warm, action);
        rates("API create, %d clients".formatted(CLIENTS), "≥ 500", 500, 4 * pages, limit, action);
        office.await();
        close(connections);
    }

    /**
     * Each mail is new, names a matter of the one rule, and counts when its ticket is open and the rule has given it to
     * its team. The limit is one durable row for each mail.
     */
    private void mailIn() throws Exception {
        var connections = connections();
        try (var sql = connections.getFirst().createStatement()) {
            sql.execute("create table bench.mail (id uuid primary key, raw bytea not null)");
        }
        var inserts = prepared(connections, "insert into bench.mail (id, raw) values (?, ?)");
        var limits = new ArrayList<Load.Round>();
        var journal = new ArrayList<Load.Round>();
        var whole = new double[ROUNDS];
        post(warm, "warm");
        office.await();
        for (var round = 0; round < ROUNDS; round++) {
            limits.add(load.run(CLIENTS, mails, (client, nth) -> {
                var insert = inserts.get(client);
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, Mail.of("limit", nth, customer(nth)).getBytes());
                insert.executeUpdate();
            }));
            var before = routed();
            var began = System.nanoTime();
            journal.add(post(mails, "round" + round));
            office.await();
            whole[round] = mails / ((System.nanoTime() - began) / 1e9);
            if (routed() - before != mails) {
                load.failed("%d of %d mails became tickets of team %s".formatted(routed() - before, mails, TEAM));
            }
        }
        var limit = Load.Round.median(limits).perSecond();
        report.rate("mail in, sorted by a rule", Load.Round.median(whole), limit, "≥ 200", 200);
        report.rate("mail taken (durable), meanwhile", Load.Round.median(journal).perSecond(), limit, "", 0);
        close(connections);
    }

    /** From before the post until the API's list shows the ticket; the limit is the durable answer to the post alone. */
    private void mailVisible() throws Exception {
        var rounds = new ArrayList<Load.Round>();
        var limits = new ArrayList<Load.Round>();
        for (var round = 0; round < ROUNDS; round++) {
            var name = "seen" + round;
            var taken = new double[pages / 4];
            rounds.add(load.run(1, taken.length, (_, nth) -> {
                var began = System.nanoTime();
                post(name, nth);
                taken[nth] = (System.nanoTime() - began) / 1e6;
                awaitVisible(Mail.subject(name, nth));
            }));
            limits.add(Load.Round.of(taken, 0));
        }
        report.latency(
                "mail posted → ticket visible",
                Load.Round.median(rounds),
                Load.Round.median(limits),
                "p95 < 150",
                150,
                150);
    }

    private void awaitVisible(String subject) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            var newest = SUBJECT.matcher(office.program().page("/api/v1/tickets?limit=1"));
            if (newest.find() && newest.group(1).equals(subject)) {
                return;
            }
            Thread.sleep(2);
        }
        throw new IOException("a mail's ticket was not visible within 20 s");
    }

    private void rates(String what, String target, double least, int times, Load.Action limit, Load.Action action)
            throws InterruptedException {
        var limits = new ArrayList<Load.Round>();
        var rounds = new ArrayList<Load.Round>();
        for (var round = 0; round < ROUNDS; round++) {
            limits.add(load.run(CLIENTS, times, limit));
            rounds.add(load.run(CLIENTS, times, action));
        }
        ToDoubleFunction<List<Load.Round>> rate = all -> Load.Round.median(all).perSecond();
        report.rate(what, rate.applyAsDouble(rounds), rate.applyAsDouble(limits), target, least);
    }

    private Load.Round post(int count, String name) throws InterruptedException {
        return load.run(CLIENTS, count, (_, nth) -> post(name, nth));
    }

    private void post(String name, int nth) throws Exception {
        office.program().post(
                "/api/v1/inbound/mail?channel=" + CHANNEL,
                "message/rfc822",
                Mail.of(name, nth, customer(nth)),
                202);
    }

    private int routed() throws Exception {
        return (int) office.rows().number("""
                select count(*)
                  from intake.delivery d
                  join tickets.ticket t on t.id = d.ticket_id
                  join people.team team on team.id = t.team_id
                 where d.state = 'processed'
                   and team.name = '%s'
                """.formatted(TEAM));
    }

    private List<Connection> connections() throws IOException, SQLException {
        var connections = new ArrayList<Connection>();
        for (var client = 0; client < CLIENTS; client++) {
            connections.add(desk.connect());
        }
        return connections;
    }

    private static List<PreparedStatement> prepared(List<Connection> connections, String sql) throws SQLException {
        var statements = new ArrayList<PreparedStatement>();
        for (var connection : connections) {
            statements.add(connection.prepareStatement(sql));
        }
        return statements;
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private String ticket(int nth) {
        return "/tickets/" + number(nth);
    }

    /** Every time another ticket, from anywhere in the history. */
    private long number(int nth) {
        return 1 + nth * 7_919L % filling.tickets();
    }

    private int customer(int nth) {
        return 1 + nth % filling.people();
    }

    private static String text(int nth) {
        return "The parcel of order %d came open. ".formatted(nth).repeat(15);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
