package dev.millrace.tickets;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.StoredFile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that came or went with a message.
 *
 * @param contentId what an inline image is called by in the HTML of its message, without angle brackets
 */
public record Attachment(
        UUID id,
        StoredFile file,
        String filename,
        String mediaType,
        @Nullable String contentId,
        boolean inline) {

    public static Attachment of(StoredFile file, String filename, String mediaType) {
        return new Attachment(Ids.next(), file, filename, mediaType, null, false);
    }
}
