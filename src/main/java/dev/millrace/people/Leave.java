package dev.millrace.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days somebody is off, both ends included.
 *
 * @param deputy gets what waits for an answer of theirs when the leave begins
 * @param givesBack without a deputy, what waits goes back to the team
 */
public record Leave(
        UUID id,
        PersonId person,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable PersonId deputy,
        boolean givesBack,
        String note) {

    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
