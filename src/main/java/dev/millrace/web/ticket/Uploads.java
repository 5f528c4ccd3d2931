package dev.millrace.web.ticket;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that came with a form, stored and ready to go with a message. */
@Component
public class Uploads {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 200;

    private final FileStore files;

    Uploads(FileStore files) {
        this.files = files;
    }

    public List<Attachment> store(@Nullable List<MultipartFile> uploads) {
        if (uploads == null) {
            return List.of();
        }
        var given = uploads.stream().filter(upload -> !upload.isEmpty()).toList();
        if (given.size() > MOST) {
            throw new Invalid("files", "At most %d files go with one message.".formatted(MOST));
        }
        return given.stream().map(this::store).toList();
    }

    private Attachment store(MultipartFile upload) {
        try {
            return Attachment.of(files.put(upload.getBytes()), name(upload.getOriginalFilename()), type(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last part of what the browser calls it: some send the whole path. */
    private static String name(@Nullable String given) {
        var path = given == null ? "" : given.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        var name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty()) {
            return "file";
        }
        return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
    }

    private static String type(MultipartFile upload) {
        var type = upload.getContentType();
        return type == null || type.length() > 100 ? "application/octet-stream" : type;
    }
}
