package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.CompanyId;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an article belongs, who reads it and who looks after it: what holds in all its languages and versions.
 *
 * @param reviewDays see {@link Article}
 */
public record Placing(
        SectionId section,
        Audience audience,
        Set<CompanyId> companies,
        PersonId owner,
        List<String> tags,
        @Nullable Integer reviewDays) {

    private static final int MOST_TAGS = 20;

    public Placing {
        companies = audience == Audience.COMPANY ? Set.copyOf(companies) : Set.of();
        tags = tags.stream()
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        must("companies", audience != Audience.COMPANY || !companies.isEmpty(), "Choose at least one company.");
        must(
                "tags",
                tags.size() <= MOST_TAGS && tags.stream().allMatch(tag -> tag.length() <= 50),
                "At most %d tags of 50 characters.".formatted(MOST_TAGS));
        must(
                "reviewDays",
                reviewDays == null || (reviewDays >= 1 && reviewDays <= 3650),
                "From 1 to 3,650 days, or none.");
    }

    private static void must(String field, boolean holds, String message) {
        if (!holds) {
            throw new Invalid(field, message);
        }
    }
}
