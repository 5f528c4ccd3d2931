package dev.millrace.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there after kill -9, whichever process it hits. */
class CrashTest {

    private static final Path HOME = Path.of("target", "crash-test").toAbsolutePath();
    private static final int ROUNDS = 4;

    @BeforeAll
    @AfterAll
    static void clean() {
        Folders.delete(HOME);
    }

    @Test
    void losesNothingWhenPostgresIsKilled() throws Exception {
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            makeTable(postgres);
            var acknowledged = ConcurrentHashMap.<Long>newKeySet();
            var numbers = new AtomicLong();
            var random = new Random(7);
            for (var round = 0; round < ROUNDS; round++) {
                var before = acknowledged.size();
                var writer = Thread.ofVirtual().start(() -> write(postgres, numbers, acknowledged));
                await().until(() -> acknowledged.size() > before + 20);
                Thread.sleep(random.nextInt(100));
                ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
                writer.join();

                await().atMost(Duration.ofSeconds(10)).until(() -> accepts(postgres));
            }

            assertThat(rows(postgres)).containsAll(acknowledged);
        }
    }

    @Test
    void losesNothingWhenTheDeskIsKilledAndTakesItsServerOver() throws Exception {
        var acknowledged = new HashSet<Long>();
        var servers = new HashSet<Long>();
        for (var round = 0; round < ROUNDS; round++) {
            var desk = startDesk();
            try (var output = desk.inputReader()) {
                servers.add(Long.valueOf(output.readLine()));
                readAtLeast(50, output, acknowledged);
                // Through its handle: Process.destroy would throw away what it printed last.
                desk.toHandle().destroyForcibly();
                output.lines().map(Long::valueOf).forEach(acknowledged::add);
            }
        }

        assertThat(servers)
                .as("a killed desk's server is used again, not joined by another")
                .hasSize(1);
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            assertThat(servers).containsExactly(postgres.pid());
            assertThat(rows(postgres)).containsAll(acknowledged);
        }
    }

    /** A desk in a process of its own: prints its server's number, then each row once it is acknowledged. */
    static final class Desk {

        public static void main(String[] arguments) throws SQLException {
            var postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
            makeTable(postgres);
            System.out.println(postgres.pid());
            var numbers = new AtomicLong(System.nanoTime());
            try (var connection = connect(postgres)) {
                while (true) {
                    System.out.println(insert(connection, numbers.incrementAndGet()));
                }
            }
        }
    }

    private static Process startDesk() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Dlogback.configurationFile=logback-quiet.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Desk.class.getName(),
                        HOME.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void readAtLeast(int rows, BufferedReader output, Set<Long> acknowledged) throws IOException {
        for (var row = 0; row < rows; row++) {
            acknowledged.add(Long.valueOf(output.readLine()));
        }
    }

    private static void write(EmbeddedPostgres postgres, AtomicLong numbers, Set<Long> acknowledged) {
        try (var connection = connect(postgres)) {
            while (true) {
                acknowledged.add(insert(connection, numbers.incrementAndGet()));
            }
        } catch (SQLException killed) {
            // what was not acknowledged may or may not be there
        }
    }

    private static long insert(Connection connection, long number) throws SQLException {
        try (var insert = connection.prepareStatement("insert into crash values (?)")) {
            insert.setLong(1, number);
            insert.executeUpdate();
            return number;
        }
    }

    private static void makeTable(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists crash (number bigint primary key)");
        }
    }

    private static Set<Long> rows(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from crash")) {
            var numbers = new HashSet<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private static boolean accepts(EmbeddedPostgres postgres) {
        try (var connection = connect(postgres)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }
}
