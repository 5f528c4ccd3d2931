package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What can be said of tickets before and since an article, and what cannot. */
class DropTest {

    @Test
    void aFewTicketsOrDaysTellNothing() {
        assertThat(new Drop(Instant.EPOCH, 8, 8, 1, 8).isTooEarly()).isTrue();
        assertThat(new Drop(Instant.EPOCH, 80, 8, 2, 1.9).isTooEarly()).isTrue();
        assertThat(new Drop(Instant.EPOCH, 80, 8, 2, 2).isTooEarly()).isFalse();
        assertThat(new Drop(Instant.EPOCH, 80, 8, 0, 0).eachWeekSince()).isZero();
    }

    @Test
    void aLargeDropIsCertainAndASmallOneIsNot() {
        var large = new Drop(Instant.EPOCH, 40, 8, 10, 8);
        assertThat(large.fewer()).isEqualTo(.75);
        assertThat(large.isCertain()).isTrue();
        assertThat(large.fewerAtLeast()).isBetween(.4, .75);
        assertThat(large.fewerAtMost()).isBetween(.75, .9);

        var small = new Drop(Instant.EPOCH, 12, 8, 10, 8);
        assertThat(small.isCertain()).isFalse();
        assertThat(small.fewerAtLeast()).isNegative();
    }

    /** Ten of fifty have Wilson's interval from .1124 to .3304; as ratios of what came to what came before. */
    @Test
    void theIntervalIsWilsonsOfTheShareThatCameSince() {
        var drop = new Drop(Instant.EPOCH, 40, 8, 10, 8);

        assertThat(drop.fewerAtMost()).isCloseTo(1 - .1124 / (1 - .1124), within(.001));
        assertThat(drop.fewerAtLeast()).isCloseTo(1 - .3304 / (1 - .3304), within(.001));
    }

    @Test
    void moreTicketsAreSaidToBeMore() {
        var drop = new Drop(Instant.EPOCH, 8, 8, 24, 4);

        assertThat(drop.fewer()).isEqualTo(-5);
        assertThat(drop.isCertain()).isTrue();
    }
}
