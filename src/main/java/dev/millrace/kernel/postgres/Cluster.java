package dev.millrace.kernel.postgres;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The data folder: made once, configured anew at every start. */
record Cluster(Path home, Binaries binaries, ServerUser user) {

    static final String SUPERUSER = "postgres";

    /** What a crash must not undo, and what a small machine can afford. */
    private static final List<String> SETTINGS = List.of(
            "fsync = on",
            "synchronous_commit = on",
            "full_page_writes = on",
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "password_encryption = 'scram-sha-256'",
            "max_connections = 60",
            "shared_buffers = 96MB",
            "effective_cache_size = 512MB",
            "work_mem = 8MB",
            "maintenance_work_mem = 64MB",
            "max_wal_size = 1GB",
            "checkpoint_timeout = 15min",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "io_method = sync",
            "random_page_cost = 1.1",
            "jit = off",
            "idle_in_transaction_session_timeout = 5min",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "datestyle = 'iso, mdy'",
            "default_text_search_config = 'pg_catalog.simple'",
            "logging_collector = on",
            "log_filename = 'postgres-%a.log'",
            "log_rotation_age = 1d",
            "log_rotation_size = 0",
            "log_truncate_on_rotation = on",
            // A failing statement or row would carry what customers wrote into the log.
            "log_min_error_statement = panic",
            "log_error_verbosity = terse",
            "cluster_name = 'millrace'");

    Path data() {
        return home.resolve("database");
    }

    /** Makes the data folder if there is none yet. It gets its name only when it is whole. */
    void initialise() throws IOException {
        if (Files.isDirectory(data())) {
            user.own(data());
            return;
        }
        var making = home.resolve("database.new");
        var passwordFile = home.resolve("database.new.password");
        Folders.delete(making);
        Files.deleteIfExists(passwordFile);
        Files.createDirectory(making, asFileAttribute(fromString("rwx------")));
        Files.createFile(passwordFile, asFileAttribute(fromString("rw-------")));
        Files.writeString(passwordFile, password());
        user.own(making);
        user.own(passwordFile);
        initdb(making, passwordFile);
        Files.delete(passwordFile);
        Files.move(making, data());
    }

    /** One secret for both roles of the server, readable by whoever runs the desk. */
    String password() throws IOException {
        var file = home.resolve("database.password");
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, asFileAttribute(fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** Written beside the data folder, which belongs to the server's user: root follows no link planted in there. */
    void configure(int port, List<String> furtherSettings) throws IOException {
        var settings = Stream.of(List.of("port = " + port), SETTINGS, furtherSettings)
                .flatMap(List::stream)
                .collect(Collectors.joining(
                        "\n", "# Written by Millrace at every start. ALTER SYSTEM is kept.\n", "\n"));
        Files.writeString(configuration(), settings);
        Files.setPosixFilePermissions(configuration(), fromString("rw-r--r--"));
    }

    Path configuration() {
        return home.resolve("postgresql.conf");
    }

    private void initdb(Path folder, Path passwordFile) throws IOException {
        var process = user.command(List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + folder,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions"))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CannotStart("PostgreSQL could not make its data folder %s:\n%s".formatted(folder, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
