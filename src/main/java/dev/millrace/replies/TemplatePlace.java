package dev.millrace.replies;

import dev.millrace.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Where a template lies and who looks after it; none of it is said to customers, so it has no versions.
 *
 * @param folder its name; empty for none
 * @param owner who is asked whether it is still right; nobody for those the desk came with
 * @param reviewDays how often that is asked; null for never
 */
public record TemplatePlace(
        Shelf shelf,
        String folder,
        @Nullable PersonId owner,
        @Nullable Integer reviewDays) {}
