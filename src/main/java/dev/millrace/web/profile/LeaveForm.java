package dev.millrace.web.profile;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Leaves;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * A leave as it is typed.
 *
 * @param standIn a deputy's id, "team" to give back what waits, or blank to keep it
 */
public record LeaveForm(String firstDay, String lastDay, String standIn, String note) {

    public static final LeaveForm BLANK = new LeaveForm("", "", "team", "");

    /** What a form leaves out is blank. */
    public LeaveForm {
        firstDay = Objects.requireNonNullElse(firstDay, "");
        lastDay = Objects.requireNonNullElse(lastDay, "");
        standIn = Objects.requireNonNullElse(standIn, "");
        note = Objects.requireNonNullElse(note, "");
    }

    public void add(Leaves leaves, PersonId person, PersonId by) {
        var toTheTeam = standIn.equals("team");
        leaves.add(
                person,
                day("firstDay", firstDay),
                day("lastDay", lastDay),
                toTheTeam ? null : Chosen.of("standIn", standIn, PersonId::of),
                toTheTeam,
                note,
                by);
    }

    /** Those who could stand in. */
    public static List<Agent> colleagues(Agents agents, PersonId person) {
        return agents.all().stream()
                .filter(each -> each.active()
                        && each.role().may(Permission.WRITE_TICKETS)
                        && !each.id().equals(person))
                .toList();
    }

    private static LocalDate day(String field, String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException _) {
            throw new Invalid(field, "Write a date like 2026-12-24.");
        }
    }
}
