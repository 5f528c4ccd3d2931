package dev.millrace.community;

import dev.millrace.knowledge.ArticleId;
import dev.millrace.knowledge.SectionId;
import dev.millrace.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to everybody, and what came of it.
 *
 * @param number part of its address
 * @param accepted the answer that solved it
 * @param closed whether it takes no more answers
 * @param pinned whether it stands above the others
 * @param article that was written from it
 * @param ticket the number of the ticket that it became, or came from
 */
public record Topic(
        TopicId id,
        long number,
        SectionId section,
        String title,
        String slug,
        PersonId author,
        Instant askedAt,
        Instant lastPostAt,
        @Nullable PostId accepted,
        boolean closed,
        boolean pinned,
        @Nullable ArticleId article,
        @Nullable Long ticket) {

    public String path() {
        return "/help/community/" + number + (slug.isEmpty() ? "" : "-" + slug);
    }

    Topic in(SectionId newSection) {
        return new Topic(
                id,
                number,
                newSection,
                title,
                slug,
                author,
                askedAt,
                lastPostAt,
                accepted,
                closed,
                pinned,
                article,
                ticket);
    }

    Topic closed(boolean now) {
        return new Topic(
                id, number, section, title, slug, author, askedAt, lastPostAt, accepted, now, pinned, article, ticket);
    }

    Topic pinned(boolean now) {
        return new Topic(
                id, number, section, title, slug, author, askedAt, lastPostAt, accepted, closed, now, article, ticket);
    }

    Topic became(ArticleId newArticle) {
        return new Topic(
                id,
                number,
                section,
                title,
                slug,
                author,
                askedAt,
                lastPostAt,
                accepted,
                closed,
                pinned,
                newArticle,
                ticket);
    }

    Topic tracked(long newTicket) {
        return new Topic(
                id,
                number,
                section,
                title,
                slug,
                author,
                askedAt,
                lastPostAt,
                accepted,
                closed,
                pinned,
                article,
                newTicket);
    }
}
