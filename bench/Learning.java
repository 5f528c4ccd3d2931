import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The desk learns while somebody reads the inbox, twenty times a second; windows with and without a lesson take turns. */
final class Learning {

    private static final int PER_SECOND = 20;

    private final Office office;
    private final Load load;
    private final Duration window;
    private final List<Double> quiet = new ArrayList<>();
    private final List<Double> meanwhile = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    Learning(Office office, Load load, Duration window) {
        this.office = office;
        this.load = load;
        this.window = window;
    }

    /** Somebody says of all that is in {@code bench.truth} what it is about. */
    void label() throws IOException, SQLException {
        office.rows().change(
                """
                create temporary table said on commit drop as
                select t.id, c.id as category
                  from bench.truth b
                  join tickets.ticket t on t.id = b.ticket_id
                  join tickets.category c on c.name = b.label
                """,
                """
                update tickets.ticket t
                   set category_id = said.category, version = version + 1
                  from said
                 where said.id = t.id
                """,
                """
                insert into tickets.event (id, ticket_id, at, actor, kind, detail)
                select uuidv7(), said.id, now(), json_build_object('kind', 'person', 'id', p.id), 'category_changed',
                       json_build_object('event', 'category_changed', 'from', null, 'to', said.category)
                  from said
                  join people.person p on p.email = '%s'
                """.formatted(Office.OWNER),
                Filling.FOLLOW_TO_THE_END);
    }

    /** Between what was said and the lesson no window is without one: the desk looks every half minute by itself. */
    void run(int rounds) throws Exception {
        browse(window, () -> false, new ArrayList<>());
        browse(window, () -> false, quiet);
        label();
        for (var round = 0; round < rounds; round++) {
            learnMeanwhile();
            browse(window, () -> false, quiet);
        }
    }

    /** As somebody sees it who waits. */
    double seconds() {
        return seconds.stream().mapToDouble(each -> each).max().orElse(0);
    }

    Load.Round quiet() {
        return round(quiet);
    }

    Load.Round meanwhile() {
        return round(meanwhile);
    }

    private void learnMeanwhile() throws Exception {
        var before = office.version();
        var began = System.nanoTime();
        office.askForLesson();
        try (var database = office.desk().connect();
                var learned = database.prepareStatement(
                        "select 1 from learning.model where field = 'category' and version > ?")) {
            browse(Rows.PATIENCE, () -> Rows.read(learned, before) > 0, meanwhile);
        }
        seconds.add((System.nanoTime() - began) / 1e9);
    }

    private interface Ended {
        boolean yet() throws SQLException;
    }

    private void browse(Duration longest, Ended ended, List<Double> took) throws Exception {
        var began = System.nanoTime();
        for (var nth = 0L; System.nanoTime() - began < longest.toNanos() && !ended.yet(); nth++) {
            Thread.sleep(Duration.ofNanos(Math.max(0, began + nth * 1_000_000_000L / PER_SECOND - System.nanoTime())));
            var one = load.run(1, 1, (_, _) -> office.person().compressed("/inbox"));
            took.add(one.p50());
        }
    }

    private static Load.Round round(List<Double> took) {
        return Load.Round.of(took.stream().mapToDouble(each -> each).toArray(), 0);
    }
}
