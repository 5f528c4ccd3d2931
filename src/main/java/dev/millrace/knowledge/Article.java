package dev.millrace.knowledge;

import dev.millrace.people.CompanyId;
import dev.millrace.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as those who keep it see it.
 *
 * @param number part of its address; it never changes
 * @param language the one it is written in first
 * @param reviewDays how many days after it was published or found to be right somebody looks at it again; never, when null
 * @param editions in each language it is, or was, published or being written in, its first language first
 */
public record Article(
        ArticleId id,
        long number,
        SectionId section,
        String language,
        Audience audience,
        Set<CompanyId> companies,
        PersonId owner,
        List<String> tags,
        @Nullable Integer reviewDays,
        @Nullable LocalDate reviewDue,
        boolean archived,
        Instant createdAt,
        List<Edition> editions) {

    /**
     * Where an article stands in one language.
     *
     * @param title the published one, or else the draft's
     * @param published the version that is read now
     * @param drafted the state of what is being written
     * @param outdated whether it translates an earlier version than the first language has now
     */
    public record Edition(
            String language,
            String title,
            @Nullable Integer published,
            @Nullable Instant publishedAt,
            Draft.@Nullable State drafted,
            boolean outdated) {}

    public Article {
        companies = Set.copyOf(companies);
        tags = List.copyOf(tags);
        editions = List.copyOf(editions);
    }

    public Optional<Edition> in(String asked) {
        return editions.stream()
                .filter(edition -> edition.language().equals(asked))
                .findFirst();
    }

    /** In its first language, or else in the first that there is. */
    public String title() {
        return in(language)
                .or(() -> editions.stream().findFirst())
                .map(Edition::title)
                .orElse("");
    }

    public boolean isPublished() {
        return !archived && editions.stream().anyMatch(edition -> edition.published() != null);
    }
}
