package dev.millrace.knowledge;

import dev.millrace.people.PersonId;
import java.time.LocalDate;

/** What others may want to know about articles; announced when it has been committed. */
public sealed interface ArticleEvent {

    ArticleId article();

    String language();

    record ReviewAsked(ArticleId article, String language, PersonId by) implements ArticleEvent {}

    /** @param writer who is to go on with it */
    record SentBack(ArticleId article, String language, PersonId writer, String note, PersonId by)
            implements ArticleEvent {}

    record Published(ArticleId article, String language, int version, PersonId by) implements ArticleEvent {}

    record Withdrawn(ArticleId article, String language, PersonId by) implements ArticleEvent {}

    /** Nobody has looked at it for as long as was agreed. */
    record ReviewDue(ArticleId article, String language, PersonId owner, LocalDate due) implements ArticleEvent {}
}
