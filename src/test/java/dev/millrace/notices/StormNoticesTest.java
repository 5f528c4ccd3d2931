package dev.millrace.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.ChannelId;
import dev.millrace.intake.IntakeEvent.StormBegan;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Ids;
import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;

/** Who hears of a sender that writes more than a person does, and how often. */
@DatabaseTest
@SpringBootTest
@Import(Cast.class)
class StormNoticesTest {

    private static final Instant TEN_PAST = Instant.parse("2026-03-02T10:10:00Z");

    @Autowired
    private Cast cast;

    @Autowired
    private Notices notices;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void thoseWhoCanChangeSettingsHearOnceASenderAndHour() {
        var grace = cast.grace();
        var alan = cast.alan();
        var linus = cast.linus();

        storm("robot@mill.example", TEN_PAST);
        storm("Robot@Mill.example", TEN_PAST.plusSeconds(1_800));
        assertThat(storms(grace)).containsExactly("robot@mill.example");
        assertThat(storms(alan)).containsExactly("robot@mill.example");
        assertThat(storms(linus)).isEmpty();

        storm("robot@mill.example", TEN_PAST.plusSeconds(3_600));
        storm("other@mill.example", TEN_PAST);
        assertThat(storms(grace)).containsExactly("other@mill.example", "robot@mill.example", "robot@mill.example");
    }

    private void storm(String sender, Instant at) {
        events.publishEvent(new StormBegan(new ChannelId(Ids.next()), sender, 31, at));
    }

    private List<String> storms(SignedIn reader) {
        return notices.page(reader.id(), null).items().stream()
                .filter(notice -> notice.kind() == Kind.STORM)
                .map(notice -> notice.details().getFirst())
                .toList();
    }
}
