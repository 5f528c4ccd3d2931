package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.Presences.Cause;
import dev.millrace.people.Presences.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class PresencesTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");

    @Autowired
    private Presences presences;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    private PersonId linus;

    @BeforeEach
    void linusIsNew() {
        linus = cast.member("linus-" + System.nanoTime() + "@desk.example", "Linus", Role.AGENT)
                .id();
        clock.set(MORNING);
    }

    @Test
    void whoIsSeenIsHereAndWhoIsSilentForSomeMinutesHasLeft() {
        assertThat(presences.of(linus)).isEqualTo(Presence.OFFLINE);

        presences.seen(linus);
        assertThat(presences.of(linus)).isEqualTo(Presence.ONLINE);
        pass(Duration.ofMinutes(4));
        assertThat(presences.of(linus)).isEqualTo(Presence.ONLINE);
        presences.seen(linus);
        pass(Duration.ofMinutes(4));
        assertThat(presences.of(linus)).isEqualTo(Presence.ONLINE);
        pass(Duration.ofMinutes(2));

        assertThat(presences.of(linus)).isEqualTo(Presence.OFFLINE);
        assertThat(presences.log(linus, 10)).extracting(Entry::cause).containsExactly(Cause.SILENT, Cause.CAME);
    }

    @Test
    void beingSeenDoesNotUndoWhatSomebodyChose() {
        presences.seen(linus);
        presences.choose(linus, Presence.BUSY, false);
        clock.advance(Duration.ofMinutes(2));
        presences.seen(linus);

        assertThat(presences.of(linus)).isEqualTo(Presence.BUSY);
    }

    @Test
    void onlyWhoGoesAwayCanGiveBackWhatWaits() {
        presences.choose(linus, Presence.BUSY, true);
        assertThat(presences.gaveBack(MORNING))
                .noneMatch(entry -> entry.person().equals(linus));

        presences.choose(linus, Presence.AWAY, false);
        presences.choose(linus, Presence.AWAY, true);
        assertThat(presences.gaveBack(MORNING)).anyMatch(entry -> entry.person().equals(linus));
    }

    @Test
    void nobodyChoosesToBeOffline() {
        assertThatThrownBy(() -> presences.choose(linus, Presence.OFFLINE, false))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void somebodyWhomManyNodesSeeComeCameOnce() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> seen = () -> {
                presences.choose(linus, Presence.ONLINE, false);
                return true;
            };
            for (var done : nodes.invokeAll(Stream.generate(() -> seen).limit(8).toList())) {
                done.get();
            }
        }

        assertThat(presences.log(linus, 10)).hasSize(1);
        assertThat(presences.of(linus)).isEqualTo(Presence.ONLINE);
    }

    private void pass(Duration time) {
        clock.advance(time);
        presences.sweep();
    }
}
