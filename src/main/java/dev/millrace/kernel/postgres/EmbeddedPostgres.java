package dev.millrace.kernel.postgres;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of the desk's own on a home folder: durable, on the loopback address only, started again when it dies. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String ROLE = "millrace";

    private final Cluster cluster;
    private final Postmaster postmaster;
    private final @Nullable HomeLock lock;
    private final List<String> furtherSettings;
    private final int port;
    private final String password;
    private volatile boolean closed;

    /** Starts the server on this home folder, or takes over one that a killed desk left running. */
    public static EmbeddedPostgres start(Path home) {
        return start(home, List.of());
    }

    /** Connects to the server of a desk that runs on this home folder; starts it when none does. */
    public static EmbeddedPostgres startOrJoin(Path home) {
        return open(home, List.of(), true);
    }

    /** Not public: only this package's tests may weaken what a crash must not undo. */
    static EmbeddedPostgres start(Path home, List<String> furtherSettings) {
        return open(home, furtherSettings, false);
    }

    private static EmbeddedPostgres open(Path home, List<String> furtherSettings, boolean join) {
        var folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder, asFileAttribute(fromString("rwx--x--x")));
            var lock = HomeLock.take(folder, join ? Duration.ZERO : PATIENCE);
            if (lock.isEmpty() && !join) {
                throw new CannotStart(
                        "Another Millrace is running on %s. Stop it, or set MILLRACE_HOME to another folder."
                                .formatted(folder));
            }
            return open(folder, lock.orElse(null), furtherSettings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the home folder " + folder, e);
        }
    }

    /** A start that fails must leave the folder free for the next one. */
    private static EmbeddedPostgres open(Path home, @Nullable HomeLock lock, List<String> furtherSettings)
            throws IOException {
        try {
            return new EmbeddedPostgres(home, lock, furtherSettings);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    private EmbeddedPostgres(Path home, @Nullable HomeLock lock, List<String> furtherSettings) throws IOException {
        this.cluster = new Cluster(home, Binaries.unpackInto(home.resolve("postgres")), ServerUser.forFilesUnder(home));
        this.postmaster = new Postmaster(cluster);
        this.lock = lock;
        this.furtherSettings = furtherSettings;
        this.password = cluster.password();
        if (lock == null) {
            this.port = postmaster
                    .port()
                    .orElseThrow(() -> new CannotStart(
                            "The Millrace that runs on %s is just starting or stopping. Try again in a moment."
                                    .formatted(home)));
        } else {
            this.port = startOrTakeOver();
            prepareDatabase();
            Thread.ofPlatform().daemon().name("postgres-watchdog").start(this::watch);
        }
    }

    public String url() {
        return url(ROLE);
    }

    public String user() {
        return ROLE;
    }

    public String password() {
        return password;
    }

    public boolean alive() {
        return postmaster.alive();
    }

    /** Stops the server, unless it is another process's. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (lock != null) {
            try (lock) {
                postmaster.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    long pid() {
        return postmaster.pid().orElseThrow();
    }

    /** For tests that make and drop databases of their own. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private int startOrTakeOver() throws IOException {
        cluster.initialise();
        if (postmaster.alive()) {
            log.info(
                    "Taking over PostgreSQL (pid {}), which an earlier Millrace left running",
                    postmaster.pid().orElseThrow());
            return postmaster.port().orElseThrow();
        }
        var free = freePort();
        start(free);
        return free;
    }

    private void start(int onPort) throws IOException {
        var before = System.nanoTime();
        cluster.configure(onPort, furtherSettings);
        postmaster.start();
        log.info("PostgreSQL listens on 127.0.0.1:{} after {} ms", onPort, (System.nanoTime() - before) / 1_000_000);
    }

    /** Below the range from which the system takes ports for outgoing connections, so that it is free after a crash. */
    private static int freePort() throws IOException {
        for (var attempt = 0; attempt < 100; attempt++) {
            var candidate = RandomGenerator.getDefault().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return candidate;
            } catch (IOException taken) {
                log.debug("Port {} is taken", candidate);
            }
        }
        throw new CannotStart("No free port for PostgreSQL between 20000 and 32000.");
    }

    /** The desk works as a role that may do nothing but own its database. */
    private void prepareDatabase() {
        try (var connection = DriverManager.getConnection(url("postgres"), Cluster.SUPERUSER, password);
                var statement = connection.createStatement()) {
            try (var roles = statement.executeQuery("select from pg_roles where rolname = '%s'".formatted(ROLE))) {
                if (!roles.next()) {
                    statement.execute("create role %s login password '%s'".formatted(ROLE, password));
                }
            }
            try (var databases =
                    statement.executeQuery("select from pg_database where datname = '%s'".formatted(ROLE))) {
                if (!databases.next()) {
                    statement.execute("create database %s owner %s".formatted(ROLE, ROLE));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare the database", e);
        }
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(HEARTBEAT);
                startAgainIfDead();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                log.error("PostgreSQL is down and does not start yet", e);
            }
        }
    }

    private synchronized void startAgainIfDead() throws IOException {
        if (!closed && !postmaster.alive()) {
            log.warn("PostgreSQL is gone; starting it again");
            start(port);
        }
    }
}
