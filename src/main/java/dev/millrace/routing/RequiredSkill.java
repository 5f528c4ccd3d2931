package dev.millrace.routing;

import dev.millrace.people.SkillId;
import dev.millrace.tickets.CategoryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody must know, and how well, for tickets of a category, in a language, or both. */
public record RequiredSkill(
        UUID id, @Nullable CategoryId category, @Nullable String language, SkillId skill, int level) {

    boolean isFor(@Nullable CategoryId category, @Nullable String language) {
        return (this.category == null || this.category.equals(category))
                && (this.language == null || this.language.equals(language));
    }
}
