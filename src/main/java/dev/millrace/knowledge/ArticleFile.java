package dev.millrace.knowledge;

import dev.millrace.kernel.StoredFile;
import java.util.UUID;

/** A picture, film or other file that belongs to an article. */
public record ArticleFile(UUID id, ArticleId article, String name, String type, StoredFile stored) {

    /** Where it is served, as articles name it. */
    public String path() {
        return Markdown.FILES + id + "/" + name;
    }
}
