package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's first process, as its pid file and the operating system tell of it. */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

    /** Lines of postmaster.pid, counted from 0. */
    private static final int PID = 0, PORT = 3, STATUS = 7;

    private final Cluster cluster;

    Postmaster(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean alive() {
        return pid().filter(this::isOurs).isPresent();
    }

    Optional<Long> pid() {
        return line(PID).map(Long::valueOf);
    }

    Optional<Integer> port() {
        return line(PORT).map(Integer::valueOf);
    }

    void start() throws IOException {
        removePidFileOfAnotherProgram();
        // In a session of its own: Ctrl-C in the terminal is for the desk, which stops the server after itself.
        var process = cluster.user()
                .command(List.of(
                        "setsid",
                        cluster.binaries().program("postgres").toString(),
                        "-D",
                        cluster.data().toString(),
                        "-c",
                        "config_file=" + cluster.configuration()))
                .redirectErrorStream(true)
                .redirectOutput(startLog().toFile())
                .start();
        awaitReady(process);
    }

    /** Ends every session at once, then writes what it holds in memory. */
    void stop() throws IOException {
        var process = cluster.user()
                .command(List.of(
                        cluster.binaries().program("pg_ctl").toString(),
                        "stop",
                        "--pgdata=" + cluster.data(),
                        "--mode=fast",
                        "--timeout=60",
                        "--silent"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0 && alive()) {
                log.warn("PostgreSQL (pid {}) did not stop within a minute", pid().orElseThrow());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits as long as the server lives: after a crash it first replays its log, and that may take minutes. */
    private void awaitReady(Process process) throws IOException {
        var waited = Duration.ZERO;
        while (!ready(process.pid())) {
            if (!process.isAlive()) {
                throw new CannotStart("PostgreSQL did not start on %s:\n%s%s"
                        .formatted(cluster.data(), Files.readString(startLog()), lastWords()));
            }
            waited = waited.plus(pause());
            if (waited.toMillis() % 10_000 == 0) {
                log.info("PostgreSQL is recovering, {} s so far", waited.toSeconds());
            }
        }
    }

    private boolean ready(long pid) {
        return pid().filter(written -> written == pid).isPresent()
                && line(STATUS).filter("ready"::equals).isPresent();
    }

    private static Duration pause() throws IOException {
        try {
            var pause = Duration.ofMillis(20);
            Thread.sleep(pause);
            return pause;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL started", e);
        }
    }

    /**
     * After a reboot or in a new container the number in the pid file may be somebody else's, and PostgreSQL would take
     * them for itself. A dead postmaster's file is left alone: PostgreSQL checks itself that no session outlived it.
     */
    private void removePidFileOfAnotherProgram() throws IOException {
        var pid = pid();
        if (pid.isPresent() && ProcessHandle.of(pid.get()).isPresent() && !isOurs(pid.get()) && !anySessionLeft()) {
            Files.delete(pidFile());
        }
    }

    private boolean anySessionLeft() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> workingFolder(process.pid()).equals(Optional.of(cluster.data())));
    }

    private boolean isOurs(long pid) {
        try {
            var process = Path.of("/proc", Long.toString(pid));
            var commandLine = Files.readString(process.resolve("cmdline"));
            return commandLine.contains("/postgres\0-D\0" + cluster.data() + "\0");
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<Path> workingFolder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<String> line(int number) {
        try {
            var lines = Files.readAllLines(pidFile());
            return lines.size() > number ? Optional.of(lines.get(number).strip()) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private String lastWords() {
        try (var logs = Files.list(cluster.data().resolve("log"))) {
            var newest = logs.max(
                    (a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()));
            var lines = newest.isPresent() ? Files.readAllLines(newest.get()) : List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException | UncheckedIOException none) {
            return "";
        }
    }

    private Path pidFile() {
        return cluster.data().resolve("postmaster.pid");
    }

    private Path startLog() {
        return cluster.home().resolve("database.log");
    }
}
