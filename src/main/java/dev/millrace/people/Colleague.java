package dev.millrace.people;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here as they are at one moment.
 *
 * @param since when they became online, away and so on; null when they have never been here
 * @param hours when they work: their shift, the hours of their only team, or the desk's
 * @param onShift whether these hours run now
 * @param leave that holds today
 */
public record Colleague(
        PersonId id,
        String name,
        Role role,
        Set<TeamId> teams,
        Duty duty,
        Map<SkillId, Integer> skills,
        Presence presence,
        @Nullable Instant since,
        WorkingHours hours,
        boolean onShift,
        @Nullable Leave leave) {

    public boolean answers() {
        return role.may(Permission.WRITE_TICKETS);
    }

    /** At this level or above. */
    public boolean knows(SkillId skill, int level) {
        return skills.getOrDefault(skill, 0) >= level;
    }

    public boolean speaks(String language) {
        return duty.languages().contains(language);
    }
}
