import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A desk of the benchmark's own: its process, its home folder and its database. */
final class Desk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PORT_LINE = 3;

    private final String command;
    private final Path home;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private Desk(String command, Path home) throws IOException {
        this.command = command;
        this.home = home;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    static Desk at(Path home) throws IOException {
        return new Desk("serve", home);
    }

    /** The desk of the small company that shows Millrace. */
    static Desk demoAt(Path home) throws IOException {
        return new Desk("demo", home);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts the desk, and answers how long it took until it said that it is ready. */
    Duration start() throws IOException, InterruptedException {
        var began = System.nanoTime();
        process = millrace(List.of(command)).redirectOutput(log()).redirectErrorStream(true).start();
        while (!isReady()) {
            if (!process.isAlive() || elapsed(began).compareTo(PATIENCE) > 0) {
                throw new IOException("The desk did not start:\n" + Files.readString(log().toPath()));
            }
            Thread.sleep(10);
        }
        return elapsed(began);
    }

    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    /** Runs one of the short commands beside the desk; answers what it printed. */
    String command(String input, String... words) throws IOException, InterruptedException {
        var command = millrace(List.of(words)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var to = command.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (command.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed: " + said);
        }
        return said;
    }

    /** As the role the desk itself works as. */
    Connection connect() throws IOException, SQLException {
        return connect("millrace");
    }

    Connection connectAsSuperuser() throws IOException, SQLException {
        return connect("postgres");
    }

    private Connection connect(String role) throws IOException, SQLException {
        var server = Files.readAllLines(home.resolve("database/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/millrace".formatted(server.get(PORT_LINE).strip()),
                role,
                Files.readString(home.resolve("database.password")).strip());
    }

    /** Proportional set size of the desk, of PostgreSQL and of all their children, in bytes. */
    long memory() throws IOException {
        var bytes = 0L;
        for (var each : processes()) {
            var rollup = Path.of("/proc", Long.toString(each.pid()), "smaps_rollup");
            try (var lines = Files.lines(rollup)) {
                bytes += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
            } catch (NoSuchFileException | UncheckedIOException ended) {
                // A worker of PostgreSQL that ended meanwhile holds nothing.
            }
        }
        return bytes;
    }

    /** Processor time of the same processes since they began. */
    Duration processorTime() {
        return processes().stream()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(at("/health/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private ProcessBuilder millrace(List<String> words) {
        var line = new ArrayList<>(List.of("bin/millrace"));
        line.addAll(words);
        var builder = new ProcessBuilder(line);
        builder.environment().put("MILLRACE_HOME", home.toString());
        builder.environment().put("MILLRACE_PORT", Integer.toString(port));
        builder.environment().put("MILLRACE_BIND", "127.0.0.1");
        builder.environment().remove("DATABASE_URL");
        return builder;
    }

    private File log() {
        return home.resolveSibling(home.getFileName() + ".log").toFile();
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
