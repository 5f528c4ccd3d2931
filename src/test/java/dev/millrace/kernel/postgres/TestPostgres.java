package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The PostgreSQL of this test JVM, and databases cloned from a migrated template in it.
 *
 * <p>Kept in {@code target/} from run to run, so that only the first run initialises it and only changed migrations are
 * replayed. It does not sync to disk: nothing here must survive a power cut.
 */
public final class TestPostgres {

    private static final List<String> FORGETFUL = List.of(
            "fsync = off",
            "synchronous_commit = off",
            "full_page_writes = off",
            "autovacuum = off",
            "max_connections = 200",
            "wal_recycle = off");

    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final TestPostgres THE_ONE = new TestPostgres();

    private final EmbeddedPostgres postgres;
    private final String template;
    private final Set<ConfigurableApplicationContext> contexts =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Answers the address of a fresh database with every migration applied and nothing else in it. */
    public static String cloneUrl() {
        return THE_ONE.cloneTemplate();
    }

    /** The same for this context, which is closed before PostgreSQL is: a desk without its database is slow to leave. */
    public static String cloneUrl(ConfigurableApplicationContext context) {
        THE_ONE.contexts.add(context);
        return cloneUrl();
    }

    private TestPostgres() {
        this.postgres = startInFirstFreeFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        dropClonesOfEarlierRuns();
        this.template = migratedTemplate();
    }

    private void close() {
        List.copyOf(contexts).forEach(ConfigurableApplicationContext::close);
        postgres.close();
    }

    /** Two test JVMs may run in one folder, an editor's beside a build's: each takes a home of its own. */
    private static EmbeddedPostgres startInFirstFreeFolder() {
        for (var number = 1; ; number++) {
            try {
                return EmbeddedPostgres.start(Path.of("target", "test-postgres-" + number), FORGETFUL);
            } catch (CannotStart taken) {
                if (number == 4) {
                    throw taken;
                }
            }
        }
    }

    private String cloneTemplate() {
        var clone = "clone_" + CLONES.incrementAndGet();
        execute("create database %s owner %s template %s".formatted(clone, postgres.user(), template));
        return "%s?user=%s&password=%s".formatted(postgres.url(clone), postgres.user(), postgres.password());
    }

    private String migratedTemplate() {
        var name = "template_" + fingerprintOfMigrations();
        if (databases("template\\_%").contains(name)) {
            return name;
        }
        databases("template\\_%").forEach(this::drop);
        var unfinished = "unfinished_" + name;
        drop(unfinished);
        execute("create database %s owner %s".formatted(unfinished, postgres.user()));
        Flyway.configure()
                .dataSource(postgres.url(unfinished), postgres.user(), postgres.password())
                .table("migration")
                .load()
                .migrate();
        execute("alter database %s rename to %s".formatted(unfinished, name));
        return name;
    }

    private static String fingerprintOfMigrations() {
        try {
            var migrations = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/*.sql");
            var sum = new CRC32();
            for (var migration : List.of(migrations).stream()
                    .sorted(Comparator.comparing(resource -> String.valueOf(resource.getFilename())))
                    .toList()) {
                sum.update(String.valueOf(migration.getFilename()).getBytes(StandardCharsets.UTF_8));
                sum.update(migration.getContentAsByteArray());
            }
            return "%08x".formatted(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dropClonesOfEarlierRuns() {
        databases("clone\\_%").forEach(this::drop);
    }

    private void drop(String database) {
        execute("drop database if exists %s with (force)".formatted(database));
    }

    private List<String> databases(String like) {
        try (var connection = connect();
                var statement = connection.prepareStatement("select datname from pg_database where datname like ?")) {
            statement.setString(1, like);
            try (var rows = statement.executeQuery()) {
                var names = new ArrayList<String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.url("postgres"), Cluster.SUPERUSER, postgres.password());
    }
}
