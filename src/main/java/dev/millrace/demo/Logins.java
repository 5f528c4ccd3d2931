package dev.millrace.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The demo's one password: made up at the first start, kept beside the data so that a second start can print it again. */
final class Logins {

    private Logins() {}

    static String password(Desk desk) {
        var file = desk.home().resolve("demo-password");
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8).strip() : make(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String make(Path file) throws IOException {
        var password = Secrets.randomWord().replaceAll("[^a-z0-9]", "").substring(0, 12);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password, UTF_8);
        return password;
    }
}
