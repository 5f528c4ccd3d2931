package dev.millrace.web.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.FileStore;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Attachments;
import dev.millrace.tickets.Reach;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/**
 * Files of messages. Whatever a file says it is, it comes as bytes to save: only pictures made of pixels are shown, and
 * nothing in an answer can run.
 */
@Controller
class AttachmentController {

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Each time, so that nobody finds a file by Back after signing out. */
    private static final CacheControl ASKED_FOR_AGAIN = CacheControl.noCache().cachePrivate();

    private static final String NOTHING = "sandbox; default-src 'none'";

    /** Leaves the browser the styles of its own page around a picture, which it would refuse itself otherwise. */
    private static final String ONLY_A_PICTURE =
            "sandbox; script-src 'none'; img-src 'none'; connect-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'";

    private final Attachments attachments;
    private final FileStore files;

    AttachmentController(Attachments attachments, FileStore files) {
        this.attachments = attachments;
        this.files = files;
    }

    @GetMapping("/attachments/{id}")
    ResponseEntity<InputStreamResource> file(@PathVariable UUID id, SignedIn me, WebRequest request) {
        var attachment = attachments.find(id, Reach.of(me));
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

    static boolean isPicture(Attachment attachment) {
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
