package dev.millrace.knowledge;

import dev.millrace.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an article said in one language from a moment on; it never changes.
 *
 * @param note what is different, in the words of who published it
 * @param original the version in the article's first language that a translation says the same as; none in that language itself
 */
public record Version(
        ArticleId article,
        String language,
        int version,
        Wording wording,
        String slug,
        String note,
        @Nullable Integer original,
        PersonId writtenBy,
        PersonId publishedBy,
        Instant publishedAt) {}
