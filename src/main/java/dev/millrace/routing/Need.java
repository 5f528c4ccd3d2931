package dev.millrace.routing;

import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket asks of whoever gets it.
 *
 * @param weight units of capacity it takes
 * @param skills that its category and language ask for
 * @param last who answered this customer last
 * @param notTo those who gave it back, or are giving it away now
 */
record Need(
        TeamId team,
        int weight,
        @Nullable String language,
        List<RequiredSkill> skills,
        boolean angry,
        @Nullable PersonId last,
        Set<PersonId> notTo) {}
