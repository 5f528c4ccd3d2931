import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A fresh desk with an owner who is signed in, and a program that has a token. */
final class Office implements AutoCloseable {

    static final String OWNER = "grace@example.org";
    private static final String PASSWORD = "a long pass phrase of nobody";

    private final Desk desk;
    private final Rows rows;
    private final Visitor program;
    private Visitor person;

    private Office(Desk desk) throws IOException, InterruptedException {
        this.desk = desk;
        this.rows = new Rows(desk);
        this.program = new Visitor(desk);
        desk.command(PASSWORD + "\n", "owner", "--email", OWNER, "--password-file", "-");
        program.use(desk.command("", "token", "--name", "bench", "--scope", "admin"));
        signIn();
    }

    static Office open(Path home) throws IOException, InterruptedException {
        var desk = Desk.at(home);
        try {
            System.out.printf("first start: %.1f s%n", desk.start().toMillis() / 1e3);
            return new Office(desk);
        } catch (IOException | InterruptedException e) {
            desk.close();
            throw e;
        }
    }

    Desk desk() {
        return desk;
    }

    Rows rows() {
        return rows;
    }

    /** The owner in a browser. */
    Visitor person() {
        return person;
    }

    Visitor program() {
        return program;
    }

    /** Again after each start of the desk. */
    void signIn() throws IOException, InterruptedException {
        person = new Visitor(desk);
        person.signIn(OWNER, PASSWORD);
    }

    /** One rule, switched on: what is about money goes to Billing. */
    void useRule() throws IOException, InterruptedException, SQLException {
        person.submit("/settings/rules", "/settings/rules/examples", Map.of("example", "money"));
        for (var rule : rows.column("select id::text from routing.rule")) {
            person.submit("/settings/rules", "/settings/rules/" + rule + "/switch", Map.of("_method", "PUT"));
        }
    }

    void addCategory(String name, String description, String examples) throws IOException, InterruptedException {
        person.submit(
                "/settings/categories/new",
                "/settings/categories",
                Map.of("name", name, "description", description, "examples", examples));
    }

    /** Learns what categories mean, from so many tickets at least; answers how long that took, as somebody sees it who waits. */
    Duration learn(int tickets) throws IOException, InterruptedException, SQLException {
        var began = System.nanoTime();
        var before = version();
        askForLesson();
        rows.untilNone("no new version", """
                select 1
                 where not exists (select from learning.model
                                    where field = 'category' and version > %d and examples >= %d)
                """.formatted(before, tickets), Duration.ofMillis(100));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    int version() throws IOException, SQLException {
        return (int) rows.number("select coalesce(max(version), 0) from learning.model where field = 'category'");
    }

    void askForLesson() throws IOException, InterruptedException {
        person.submit("/settings/sorting", "/settings/sorting/category/lessons", Map.of());
    }

    /** Until no delivery waits and no ticket is unsorted. */
    void await() throws IOException, InterruptedException, SQLException {
        rows.untilNone("mail or a ticket that nobody has processed", """
                select 1
                 where exists (select from intake.delivery where state = 'received')
                    or exists (select from tickets.unsorted)
                """, Duration.ofMillis(10));
    }

    @Override
    public void close() throws InterruptedException {
        desk.close();
    }
}
