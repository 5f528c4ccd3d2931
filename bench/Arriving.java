import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Tickets come in by the API at an even pace, and each is watched from outside until it is off the list of the unsorted. */
final class Arriving {

    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final Office office;
    private final Load load;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Queue<Double> took = new ConcurrentLinkedQueue<>();
    private volatile boolean pouring = true;

    Arriving(Office office, Load load) {
        this.office = office;
        this.load = load;
    }

    /** How long each took from being sent to being sorted, to a hundredth of a second. */
    Load.Round pour(List<Question> questions, int perSecond) throws InterruptedException {
        var watcher = Thread.ofPlatform().start(this::watch);
        var began = System.nanoTime();
        load.run(CLIENTS, questions.size(), (_, nth) -> {
            Thread.sleep(Duration.ofNanos(Math.max(0, began + nth * 1_000_000_000L / perSecond - System.nanoTime())));
            var at = System.nanoTime();
            var answer = office.program().post("/api/v1/tickets", "application/json", questions.get(nth)
                    .json("customer%d@example.com".formatted(1 + nth % 1_000), false), 201);
            var id = ID.matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException("An answer without an id: " + answer);
            }
            sent.put(id.group(1), at);
        });
        var seconds = (System.nanoTime() - began) / 1e9;
        pouring = false;
        watcher.join();
        if (!sent.isEmpty()) {
            load.failed("%d tickets were not sorted within %d s".formatted(sent.size(), PATIENCE.toSeconds()));
        }
        return Load.Round.of(took.stream().mapToDouble(each -> each).toArray(), seconds);
    }

    private void watch() {
        try (var database = office.desk().connect()) {
            var until = Long.MAX_VALUE;
            while (System.nanoTime() < until && (pouring || !sent.isEmpty())) {
                look(database);
                Thread.sleep(LOOK);
                until = pouring ? Long.MAX_VALUE : Math.min(until, System.nanoTime() + PATIENCE.toNanos());
            }
        } catch (Exception e) {
            load.failed("watching failed: " + e);
        }
    }

    /** Those that were answered before the look and are not on the list are sorted. */
    private void look(Connection database) throws SQLException {
        var answered = Set.copyOf(sent.keySet());
        var waiting = new HashSet<String>();
        try (var rows = database.createStatement().executeQuery("select ticket_id::text from tickets.unsorted")) {
            while (rows.next()) {
                waiting.add(rows.getString(1));
            }
        }
        var now = System.nanoTime();
        for (var id : answered) {
            if (!waiting.contains(id)) {
                took.add((now - sent.remove(id)) / 1e6);
            }
        }
    }
}
