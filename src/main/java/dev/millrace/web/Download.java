package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.FileStore;
import dev.millrace.tickets.Attachment;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * Hands out the file of a message. Whatever a file says it is, it comes as bytes to save: only pictures made of pixels are
 * shown, and nothing in an answer can run.
 */
@Component
public class Download {

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Each time, so that nobody finds a file by Back after signing out. */
    private static final CacheControl ASKED_FOR_AGAIN = CacheControl.noCache().cachePrivate();

    private static final String NOTHING = "sandbox; default-src 'none'";

    /** Leaves the browser the styles of its own page around a picture, which it would refuse itself otherwise. */
    private static final String ONLY_A_PICTURE =
            "sandbox; script-src 'none'; img-src 'none'; connect-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'";

    private final FileStore files;

    Download(FileStore files) {
        this.files = files;
    }

    public ResponseEntity<InputStreamResource> of(Attachment attachment, WebRequest request) {
        if (request.checkNotModified(attachment.file().sha256())) {
            // not opened: what nobody reads nobody closes, and from a bucket each would hold a connection
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(ASKED_FOR_AGAIN)
                    .build();
        }
        return ResponseEntity.ok()
                .contentType(
                        isPicture(attachment)
                                ? MediaType.parseMediaType(type(attachment))
                                : MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(attachment.file().size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(attachment).toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", isPicture(attachment) ? ONLY_A_PICTURE : NOTHING)
                .cacheControl(ASKED_FOR_AGAIN)
                .eTag(attachment.file().sha256())
                .body(new InputStreamResource(files.open(attachment.file().sha256())));
    }

    private static boolean isPicture(Attachment attachment) {
        return PICTURES.contains(type(attachment));
    }

    private static String type(Attachment attachment) {
        return attachment.mediaType().toLowerCase(Locale.ROOT).strip();
    }

    private static ContentDisposition disposition(Attachment attachment) {
        var shown = isPicture(attachment) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return shown.filename(plain(attachment.filename()), UTF_8).build();
    }

    /** No way out of the download folder, no disguise of the ending by marks that turn the text around. */
    private static String plain(String filename) {
        var name = filename.replaceAll("[\\p{Cntrl}\\p{Cf}]", "")
                .replaceAll("[/\\\\:*?\"<>|]", "_")
                .strip();
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? "file" : name;
    }
}
