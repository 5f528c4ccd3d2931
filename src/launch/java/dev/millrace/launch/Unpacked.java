package dev.millrace.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The jars inside millrace.jar, laid out as files: Java remembers a start (its AOT cache) only for a class path of plain
 * jars. Done once per build.
 */
record Unpacked(Path folder) {

    private static final String INSIDE = "desk/";

    static Unpacked from(Path millraceJar, Path home) {
        try (var jar = new JarFile(millraceJar.toFile())) {
            var content = jar.stream()
                    .filter(entry -> entry.getName().startsWith(INSIDE) && !entry.isDirectory())
                    .toList();
            return new Unpacked(unpackOnce(jar, content, home.resolve("app")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + millraceJar, e);
        }
    }

    /** In the order of their names, so that it is the same at every start. */
    String classPath() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpackOnce(JarFile jar, List<? extends ZipEntry> content, Path parent) throws IOException {
        var folder = parent.resolve(fingerprint(content));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(parent);
            removeOlder(parent);
            var unpacking = Files.createTempDirectory(parent, "unpacking-");
            unpack(jar, content, unpacking);
            return moveIntoPlace(unpacking, folder);
        } catch (FileSystemException homeIsNotWritable) {
            var temporary = Files.createTempDirectory("millrace-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary)));
            unpack(jar, content, temporary);
            return temporary;
        }
    }

    private static void unpack(JarFile jar, List<? extends ZipEntry> content, Path target) throws IOException {
        for (var entry : content) {
            try (var input = jar.getInputStream(entry)) {
                Files.copy(input, target.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }

    /** Another process may have been faster; what it made is the same. */
    private static Path moveIntoPlace(Path unpacking, Path folder) throws IOException {
        try {
            Files.move(unpacking, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException done) {
            delete(unpacking);
        }
        return folder;
    }

    private static String fingerprint(List<? extends ZipEntry> content) {
        var sum = new CRC32();
        content.forEach(entry -> sum.update((entry.getName() + entry.getCrc()).getBytes()));
        return "%08x".formatted(sum.getValue());
    }

    /** A running desk may still load classes from an older build, so nothing goes while one holds the home folder. */
    private static void removeOlder(Path parent) throws IOException {
        try (var lock =
                FileChannel.open(parent.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                try (var older = Files.list(parent)) {
                    older.forEach(Unpacked::delete);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
