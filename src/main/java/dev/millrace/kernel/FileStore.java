package dev.millrace.kernel;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Attachments, named by their content: the same file sent a hundred times is kept once, and a row that names a file can
 * only be committed after the file is durable.
 */
@Component
public class FileStore {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");

    private final Storage storage;

    FileStore(Desk desk, Environment variables) {
        var files = desk.files();
        this.storage = files != null && files.startsWith("s3:")
                ? new BucketStorage(BucketAddress.of(files, variables))
                : new FolderStorage(desk.filesFolder());
    }

    public StoredFile put(byte[] content) {
        var stored = new StoredFile(name(content), content.length);
        storage.put(stored.sha256(), content);
        return stored;
    }

    public InputStream open(String sha256) {
        if (!SHA.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not the name of a stored file");
        }
        return storage.open(sha256);
    }

    /** Whether putting it would wait for a network. No transaction that writes should: put it before, then it is near. */
    public boolean isFar(byte[] content) {
        return storage.isFar(() -> name(content));
    }

    private static String name(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
