package dev.millrace.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    /** One for all tests, because unpacking takes seconds; each starts and stops its server. */
    private static final Path HOME = Path.of("target", "embedded-postgres-test").toAbsolutePath();

    @BeforeAll
    @AfterAll
    static void clean() {
        Folders.delete(HOME);
    }

    @Test
    void keepsWhatWasWrittenFromOneStartToTheNext() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            execute(postgres, "create table if not exists kept (word text)");
            execute(postgres, "insert into kept values ('water')");
        }

        try (var postgres = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(postgres, "select word from kept limit 1")).isEqualTo("water");
        }
    }

    @Test
    void isDurableAndClosedToOthers() throws SQLException, IOException {
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                    .allSatisfy(setting ->
                            assertThat(ask(postgres, "show " + setting)).isEqualTo("on"));
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, Cluster.SUPERUSER, "show unix_socket_directories"))
                    .isEmpty();
            assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(postgres, "select datlocale from pg_database where datname = 'millrace'"))
                    .isEqualTo("C.UTF-8");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(HOME.resolve("database.password"))))
                    .isEqualTo("rw-------");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.user(), "guess"));
        }
    }

    @Test
    void offersTheExtensionsThatMigrationsMayAskFor() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            for (var extension : List.of("pg_trgm", "unaccent", "btree_gin", "citext", "pgcrypto")) {
                execute(postgres, "create extension if not exists " + extension);
            }
        }
    }

    @Test
    void leavesNoProcessBehind() {
        long pid;
        try (var postgres = EmbeddedPostgres.start(HOME)) {
            pid = postgres.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }

        await().atMost(Duration.ofSeconds(2)).until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(HOME.resolve("database/postmaster.pid")).doesNotExist();
    }

    @Test
    void refusesAHomeThatIsInUseButLetsACommandJoin() {
        try (var desk = EmbeddedPostgres.start(HOME)) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(HOME))
                    .withMessageContaining("Another Millrace is running on " + HOME);

            try (var command = EmbeddedPostgres.startOrJoin(HOME)) {
                assertThat(ask(command, "select 1")).isEqualTo("1");
            }
            assertThat(ask(desk, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsBesideAStrangerWhoHasTheOldNumber() throws IOException {
        try (var _ = EmbeddedPostgres.start(HOME)) {
            // makes the data folder
        }
        var user = ServerUser.forFilesUnder(HOME);
        var stranger = user.command(List.of("sleep", "60")).start();
        var pidFile = Files.writeString(
                HOME.resolve("database/postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready\n".formatted(stranger.pid(), HOME.resolve("database")));
        user.own(pidFile);

        try (var postgres = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void startsInAFolderThatIsClosedToOthers(@TempDir Path closed) throws IOException {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        try (var postgres = EmbeddedPostgres.start(closed.resolve("home with a space"))) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) {
        return ask(postgres, postgres.user(), sql);
    }

    private static String ask(EmbeddedPostgres postgres, String user, String sql) {
        try (var connection = DriverManager.getConnection(postgres.url(), user, postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
