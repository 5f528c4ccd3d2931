package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.people.Teams;
import dev.millrace.people.Timetable;
import dev.millrace.people.WorkingHours;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk's working hours and a team's, typed in a browser without scripts. */
@ServedTest
class HoursPageTest {

    private static final String PAGE = "/settings/hours";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Teams teams;

    @Autowired
    private Timetable timetable;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void hoursAndHolidaysAreTypedAndHold() {
        grace.get(PAGE);
        grace.post(
                PAGE,
                "_method",
                "put",
                "zone",
                "Europe/Berlin",
                "monday",
                "9–12:30, 13–17",
                "date",
                "2026-12-25",
                "every",
                "year",
                "name",
                "Christmas Day",
                "open",
                "");

        var hours = timetable.desk();
        assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(hours.week()).containsOnlyKeys(DayOfWeek.MONDAY);
        assertThat(hours.on(LocalDate.of(2028, 12, 25))).isEmpty();
        assertThat(grace.get(PAGE).body()).contains("09:00–12:30, 13:00–17:00", "Christmas Day", "2026-12-25");
    }

    @Test
    void whatIsNotUnderstoodComesBackWithTheReasonBesideIt() {
        grace.get(PAGE);
        var page = grace.post(PAGE, "_method", "put", "zone", "UTC", "tuesday", "nine to five");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("nine to five", "is not understood", "tuesday-error");

        var noHours = grace.post(PAGE, "_method", "put", "zone", "UTC");
        assertThat(noHours.body()).contains("at least one day");
    }

    @Test
    void aTeamGetsItsOwnHoursAndGivesThemBack() {
        var team = teams.add("Night watch", "", cast.grace().id());
        var page = PAGE + "/teams/" + team.id();
        assertThat(grace.get(page).body()).contains("These are the desk");

        grace.post(page, "_method", "put", "zone", "America/Lima", "sunday", "0–24");
        assertThat(timetable.of(team.id()).zone()).isEqualTo(ZoneId.of("America/Lima"));
        assertThat(grace.get(PAGE).body()).contains("own hours");

        grace.post(page, "_method", "delete");
        assertThat(timetable.own(team.id())).isEmpty();
        assertThat(timetable.of(team.id())).isEqualTo(timetable.desk()).isInstanceOf(WorkingHours.class);
    }
}
