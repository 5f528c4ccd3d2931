package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.knowledge.ArticleFile;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
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
 * Hands out what belongs to articles, to those who may read them. Pictures and films are shown, a drawing in a cage of its
 * own; whatever else a file says it is, it comes as bytes to save.
 */
@Controller
class HelpFilesController {

    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "video/mp4",
            "video/webm",
            "image/svg+xml");

    /** A file's address never means another one; whether it may be read, changes. */
    private static final CacheControl FOR_EVERYBODY =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private static final CacheControl FOR_ONE = CacheControl.noCache().cachePrivate();

    /** Drawing programs put pictures and fonts into their files; nothing of a file runs or fetches. */
    private static final String CAGE =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src 'self'";

    private final ArticleFiles files;

    HelpFilesController(ArticleFiles files) {
        this.files = files;
    }

    @GetMapping("/help/files/{id}/{name}")
    ResponseEntity<Resource> file(
            @PathVariable String id, @PathVariable String name, WebRequest request, HttpServletResponse response) {
        var visitor = Guest.now().visitor();
        var file = files.find(uuid(id), visitor);
        if (!file.name().equals(name)) {
            throw new NotFound("There is no such file.");
        }
        // Instead of a page's policy, also when nothing has changed: a browser keeps the headers of the last answer.
        response.setHeader("Content-Security-Policy", CAGE);
        var control = isOpen(file, visitor) ? FOR_EVERYBODY : FOR_ONE;
        if (request.checkNotModified(file.stored().sha256())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(control)
                    .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
                    .build();
        }
        var type = file.type().toLowerCase(Locale.ROOT).strip();
        var shown = SHOWN.contains(type);
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(type) : MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename(file.name(), UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
                .cacheControl(control)
                .eTag(file.stored().sha256())
                .body(new Stored(file, files));
    }

    /** Whether everybody gets what this visitor gets. */
    private boolean isOpen(ArticleFile file, Visitor visitor) {
        if (visitor.equals(Visitor.ANYBODY)) {
            return true;
        }
        try {
            files.find(file.id(), Visitor.ANYBODY);
            return true;
        } catch (NotFound _) {
            return false;
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw new NotFound("There is no such file.");
        }
    }

    /** Opened when it is read, so that no connection to a bucket is left behind by a HEAD; Spring serves ranges of it. */
    private static final class Stored extends AbstractResource {

        private final ArticleFile file;
        private final ArticleFiles files;

        Stored(ArticleFile file, ArticleFiles files) {
            this.file = file;
            this.files = files;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public long contentLength() {
            return file.stored().size();
        }

        @Override
        public String getFilename() {
            return file.name();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return files.open(file);
        }

        @Override
        public String getDescription() {
            return file.name();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return file.id().hashCode();
        }
    }
}
