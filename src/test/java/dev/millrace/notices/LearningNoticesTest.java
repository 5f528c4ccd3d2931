package dev.millrace.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.learning.Learned;
import dev.millrace.learning.LearningEvent.AccuracyFell;
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

/** Who hears that the desk sorts worse than it did, and how often. */
@DatabaseTest
@SpringBootTest
@Import(Cast.class)
class LearningNoticesTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    @Autowired
    private Cast cast;

    @Autowired
    private Notices notices;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void thoseWhoCanChangeSettingsHearOnceAWeekAndField() {
        var grace = cast.grace();
        var linus = cast.linus();

        fell(Learned.CATEGORY, MONDAY);
        fell(Learned.CATEGORY, MONDAY.plusSeconds(6 * 86_400));
        assertThat(told(grace)).containsExactly("/accuracy?field=category");
        assertThat(told(linus)).isEmpty();

        fell(Learned.CATEGORY, MONDAY.plusSeconds(7 * 86_400));
        fell(Learned.TEAM, MONDAY);
        assertThat(told(grace))
                .containsExactly("/accuracy?field=team", "/accuracy?field=category", "/accuracy?field=category");
    }

    private void fell(Learned field, Instant at) {
        events.publishEvent(new AccuracyFell(field, 0.93, 0.81, at));
    }

    private List<String> told(SignedIn reader) {
        return notices.page(reader.id(), null).items().stream()
                .filter(notice -> notice.kind() == Kind.ACCURACY)
                .map(Notice::link)
                .toList();
    }
}
