package dev.millrace.kernel;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Short announcements that reach every listener on every node within milliseconds, by {@code LISTEN/NOTIFY}. They only
 * wake: what they are about stands in rows, so a lost one is late, never wrong. Listeners get an empty payload when
 * announcements may have been missed and should look again.
 *
 * <p>The notification is sent after the commit and gathered over a few milliseconds rather than inside the transaction,
 * because PostgreSQL lets only one notifying transaction commit at a time.
 */
@Component
public class Realtime implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Realtime.class);
    private static final String CHANNEL = "millrace";
    private static final int NOTIFY_LIMIT = 7_500;
    private static final Duration GATHER = Duration.ofMillis(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private record Announcement(String topic, String payload) {
        String wire() {
            return topic + "\u001f" + payload;
        }
    }

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Announcement> outgoing = new LinkedBlockingQueue<>();
    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final DataSource database;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Realtime(DataSource database) {
        this.database = database;
    }

    /** The returned handle ends the listening. Listeners must be quick and may be called from any thread. */
    public Runnable listen(String topic, Consumer<String> listener) {
        var all = listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>());
        all.add(listener);
        return () -> all.remove(listener);
    }

    /** Tells all nodes once the running transaction has committed, or at once outside of one. */
    public void announce(String topic, String payload) {
        var announcement = new Announcement(topic, payload);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    send(announcement);
                }
            });
        } else {
            send(announcement);
        }
    }

    private void send(Announcement announcement) {
        deliver(announcement);
        outgoing.add(announcement);
    }

    private void deliver(Announcement announcement) {
        for (var listener : listeners.getOrDefault(announcement.topic(), List.of())) {
            try {
                listener.accept(announcement.payload());
            } catch (RuntimeException e) {
                log.warn("A listener to {} failed", announcement.topic(), e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofVirtual().name("realtime-out").start(this::speak));
        threads.add(Thread.ofVirtual().name("realtime-in").start(this::hear));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the workers that announce, after them when stopping. */
    @Override
    public int getPhase() {
        return -100;
    }

    private void speak() {
        while (running) {
            try {
                var gathered = new LinkedHashSet<Announcement>();
                gathered.add(outgoing.take());
                Thread.sleep(GATHER);
                outgoing.drainTo(gathered);
                notifyNodes(gathered);
            } catch (InterruptedException _) {
                return;
            } catch (SQLException e) {
                log.warn("Other nodes could not be told; they will find the rows themselves: {}", e.getMessage());
            }
        }
    }

    private void notifyNodes(Iterable<Announcement> announcements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            for (var payload : payloads(announcements)) {
                statement.setString(1, CHANNEL);
                statement.setString(2, payload);
                statement.execute();
            }
        }
    }

    private List<String> payloads(Iterable<Announcement> announcements) {
        var payloads = new ArrayList<String>();
        var payload = new StringBuilder(node);
        for (var announcement : announcements) {
            var wire = announcement.wire();
            if (payload.length() + wire.length() > NOTIFY_LIMIT) {
                payloads.add(payload.toString());
                payload = new StringBuilder(node);
            }
            payload.append('\u001e').append(wire);
        }
        payloads.add(payload.toString());
        return payloads;
    }

    private void hear() {
        while (running) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                deliverToAllTopics();
                var postgres = connection.unwrap(PGConnection.class);
                while (running) {
                    for (var notification : postgres.getNotifications(10_000)) {
                        heard(notification.getParameter());
                    }
                    // proves the connection alive, or fails into the reconnect
                    statement.execute("select 1");
                }
                statement.execute("unlisten *");
            } catch (SQLException e) {
                if (running) {
                    log.warn("The line to other nodes broke, dialling again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void heard(String payload) {
        var parts = payload.split("\u001e");
        if (parts[0].equals(node)) {
            return;
        }
        for (var part : List.of(parts).subList(1, parts.length)) {
            var cut = part.indexOf('\u001f');
            deliver(new Announcement(part.substring(0, cut), part.substring(cut + 1)));
        }
    }

    private void deliverToAllTopics() {
        listeners.keySet().forEach(topic -> deliver(new Announcement(topic, "")));
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
