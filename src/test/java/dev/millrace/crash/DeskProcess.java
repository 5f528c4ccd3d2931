package dev.millrace.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.postgres.EmbeddedPostgres;
import dev.millrace.web.Visitor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A desk as people run it: a Java process of its own on a home folder, to be killed and started again. */
final class DeskProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PORT_LINE = 3;
    private static final Pattern TOKEN = Pattern.compile("mr_[A-Za-z0-9_-]+");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final @Nullable String database;
    private final Path log;
    private final int port = freePort();
    private @Nullable Process process;

    private DeskProcess(Path home, @Nullable String database, Path log) {
        this.home = home;
        this.database = database;
        this.log = log;
    }

    /** With a PostgreSQL of its own in its home folder. */
    static DeskProcess on(Path home, Path log) {
        return new DeskProcess(home, null, log);
    }

    /** One of several on the same database and the same folder of files. */
    static DeskProcess node(Path home, String database, Path log) {
        return new DeskProcess(home, database, log);
    }

    /** Starts it and does not wait. */
    void launch() {
        var desk = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        productsClassPath(),
                        "dev.millrace.Millrace",
                        "serve",
                        // so that a test need not wait as long as a person would
                        "--millrace.mail.node-silence=3s",
                        "--millrace.mail.look=1s")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        desk.environment().put("MILLRACE_HOME", home.toString());
        desk.environment().put("MILLRACE_PORT", Integer.toString(port));
        desk.environment().put("MILLRACE_BIND", "127.0.0.1");
        desk.environment().remove("DATABASE_URL");
        if (database != null) {
            desk.environment().put("DATABASE_URL", database);
            desk.environment().put("MILLRACE_SECRET", "the master key that every node shares");
            desk.environment().put("MILLRACE_FILES", files().toString());
        }
        try {
            process = desk.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        launch();
        awaitReady();
    }

    /** Answers how long it took. */
    Duration awaitReady() {
        var began = System.nanoTime();
        while (!isReady()) {
            var waited = Duration.ofNanos(System.nanoTime() - began);
            if (waited.compareTo(PATIENCE) > 0 || process == null || !process.isAlive()) {
                throw new AssertionError("The desk is not ready after " + waited + ":\n" + lastWords());
            }
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** kill -9; its PostgreSQL goes on, as it does in life. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process);
        }
    }

    /** Sets the empty desk up as its owner does in a browser, with a mailbox; answers a token that may hand mail in. */
    String setUp(Map<String, String> mailbox) {
        var grace = new Visitor(port);
        grace.get("/setup");
        grace.post("/setup", "name", "Grace", "email", "grace@desk.example", "password", "a long way to Tipperary");
        grace.get("/settings/channels/new?provider=other");
        var connected = grace.post("/settings/channels", fields(mailbox));
        if (!connected.location().equals("/settings/channels")) {
            throw new AssertionError("The mailbox was not connected: " + connected.body());
        }
        grace.get("/settings/tokens/new");
        var token = TOKEN.matcher(grace.post("/settings/tokens", "name", "Gateway", "scope", "INBOUND_WRITE")
                .body());
        if (!token.find()) {
            throw new AssertionError("There is no token");
        }
        return token.group();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Path files() {
        return database == null ? home.resolve("files") : home.resolveSibling("files");
    }

    Connection connect() throws SQLException {
        return database == null
                ? DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%s/millrace"
                                .formatted(postmaster().get(PORT_LINE)),
                        "millrace",
                        read(home.resolve("database.password")).strip())
                : DriverManager.getConnection(database);
    }

    void killPostgres() {
        postgres().getFirst().destroyForcibly();
    }

    /** Stops or continues every process of the server, as a machine that is put to sleep does. */
    void signalPostgres(String signal) throws IOException {
        for (var each : postgres()) {
            await(new ProcessBuilder("kill", "-" + signal, Long.toString(each.pid())).start());
        }
    }

    /** Ends it, and the PostgreSQL that a killed one left behind. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            await(process);
        }
        if (database == null) {
            EmbeddedPostgres.start(home).close();
        }
    }

    boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(at("/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<ProcessHandle> postgres() {
        var postmaster =
                ProcessHandle.of(Long.parseLong(postmaster().getFirst())).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private List<String> postmaster() {
        return read(home.resolve("database/postmaster.pid"))
                .lines()
                .map(String::strip)
                .toList();
    }

    private String lastWords() {
        var lines = read(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    /** A test's beans would be found beside the product's own. */
    private static String productsClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "dev/millrace/crash/DeskProcess.class")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String[] fields(Map<String, String> form) {
        return form.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
