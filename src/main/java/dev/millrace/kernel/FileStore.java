package dev.millrace.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Attachments on disk, named by their content: the same file sent a hundred times is kept once, and a row that names a
 * file can only be committed after the file is durable.
 */
@Component
public class FileStore {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    FileStore(Desk desk) {
        var files = desk.files();
        if (files != null && files.startsWith("s3:")) {
            throw new IllegalStateException(
                    "MILLRACE_FILES names S3, which this version cannot write to: give a folder.");
        }
        this.folder = desk.filesFolder();
    }

    public StoredFile put(byte[] content) {
        var stored = new StoredFile(HexFormat.of().formatHex(sha256().digest(content)), content.length);
        var shard = shard(stored.sha256());
        var place = shard.resolve(stored.sha256());
        if (Files.exists(place)) {
            return stored;
        }
        try {
            Files.createDirectories(shard);
            write(content, place);
            // the folders' own entries, too: after a power cut a file without its folder is nowhere
            for (var made : List.of(shard, shard.resolve(".."), folder)) {
                sync(made, StandardOpenOption.READ);
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be stored in " + folder, e);
        }
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

    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(shard(sha256).resolve(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + sha256 + " cannot be read in " + folder, e);
        }
    }

    private Path shard(String sha256) {
        if (!SHA.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not the name of a stored file");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
