package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class TimetableTest {

    @Autowired
    private Timetable timetable;

    @Autowired
    private Teams teams;

    @Autowired
    private Settings settings;

    @Autowired
    private Audit audit;

    @Autowired
    private Cast cast;

    @AfterEach
    void nobodyHasDecidedAgain() {
        settings.put(Timetable.KEY, Timetable.KEY.fallback(), null);
        settings.put(House.KEY, House.KEY.fallback(), null);
    }

    @Test
    void untilSomebodyDecidesTheDeskWorksNineToFiveWhereTheHouseIs() {
        settings.put(House.KEY, new House("Fenwick", Locale.ENGLISH, ZoneId.of("Asia/Tokyo")), null);

        assertThat(timetable.desk()).isEqualTo(WorkingHours.usual(ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void aTeamWorksLikeTheDeskUntilItHasHoursOfItsOwnAndAgainAfterwards() {
        var grace = cast.grace().id();
        var night = teams.add("Night watch", "", grace);
        var tokyo = WorkingHours.usual(ZoneId.of("Asia/Tokyo"));
        var lima = WorkingHours.usual(ZoneId.of("America/Lima"));

        timetable.change(tokyo, grace);
        assertThat(timetable.of(night.id())).isEqualTo(tokyo);

        timetable.change(night.id(), lima, grace);
        assertThat(timetable.of(night.id())).isEqualTo(lima);
        assertThat(timetable.of(null)).isEqualTo(tokyo);
        assertThat(audit.page(null).items().getFirst().what()).isEqualTo("team.hours-changed");

        timetable.follow(night.id(), grace);
        assertThat(timetable.of(night.id())).isEqualTo(tokyo);
    }
}
