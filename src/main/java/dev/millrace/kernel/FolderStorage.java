package dev.millrace.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/** Files on a disk of this machine, or one that all nodes mount. */
final class FolderStorage implements Storage {

    private final Path folder;

    FolderStorage(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String sha256, byte[] content) {
        var shard = shard(sha256);
        var place = shard.resolve(sha256);
        if (Files.exists(place)) {
            return;
        }
        try {
            Files.createDirectories(shard);
            write(content, place);
            // the folders' own entries, too: after a power cut a file without its folder is nowhere
            for (var made : List.of(shard, shard.resolve(".."), folder)) {
                sync(made, StandardOpenOption.READ);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be stored in " + folder, e);
        }
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(shard(sha256).resolve(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + sha256 + " cannot be read in " + folder, e);
        }
    }

    @Override
    public boolean isFar(Supplier<String> sha256) {
        return false;
    }

    private Path shard(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
    }

    /** It gets its name when it is whole; what a full disk left of it goes, or each further try would fill the disk more. */
    private static void write(byte[] content, Path place) throws IOException {
        var draft = Files.createTempFile(place.getParent(), "draft", ".tmp");
        try {
            Files.write(draft, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            sync(draft, StandardOpenOption.WRITE);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
