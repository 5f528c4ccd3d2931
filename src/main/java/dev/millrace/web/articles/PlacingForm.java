package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.SectionId;
import dev.millrace.people.CompanyId;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Where an article belongs, as it is typed. Tags stand in one line with commas between. */
public record PlacingForm(
        String section, String audience, Set<String> companies, String owner, String tags, String reviewDays) {

    public static PlacingForm of(Article article) {
        return new PlacingForm(
                article.section().toString(),
                article.audience().word(),
                article.companies().stream().map(CompanyId::toString).collect(Collectors.toSet()),
                article.owner().toString(),
                String.join(", ", article.tags()),
                article.reviewDays() == null ? "" : article.reviewDays().toString());
    }

    static PlacingForm typed(MultiValueMap<String, String> typed) {
        return new PlacingForm(
                first(typed, "section"),
                first(typed, "audience"),
                Set.copyOf(typed.getOrDefault("companies", List.of())),
                first(typed, "owner"),
                first(typed, "tags"),
                first(typed, "reviewDays").strip());
    }

    Placing placing() {
        return new Placing(
                chosen("section", Chosen.of("section", section, SectionId::of)),
                Chosen.of("audience", audience, Audience.class),
                companies.stream()
                        .map(id -> chosen("companies", Chosen.of("companies", id, CompanyId::of)))
                        .collect(Collectors.toSet()),
                chosen("owner", Chosen.of("owner", owner, PersonId::of)),
                Arrays.asList(tags.split(",")),
                readDays());
    }

    private @Nullable Integer readDays() {
        if (reviewDays.isEmpty()) {
            return null;
        }
        if (!reviewDays.matches("\\d{1,6}")) {
            throw new Invalid("reviewDays", "Write a number of days, or nothing.");
        }
        return Integer.valueOf(reviewDays);
    }

    private static <T> T chosen(String field, @Nullable T one) {
        if (one == null) {
            throw new Invalid(field, "Choose one of the list.");
        }
        return one;
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }
}
