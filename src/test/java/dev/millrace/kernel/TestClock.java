package dev.millrace.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** The desk's clock in tests: the real time until a test moves it, and again after that test. */
@Primary
public class TestClock extends Clock {

    private volatile Clock now = Clock.systemUTC();

    /** Stops the clock at this instant. */
    public void set(Instant instant) {
        now = Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** Moves it on; a stopped clock stays stopped. */
    public void advance(Duration duration) {
        now = Clock.offset(now, duration);
    }

    /** Moves it on to the beginning of the next hour, so that what is counted by the hour or less is counted in one window. */
    public void nextHour() {
        var now = instant();
        advance(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }

    public void backToNow() {
        now = Clock.systemUTC();
    }

    @Override
    public Instant instant() {
        return now.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return now.withZone(zone);
    }

    static class BackToNow implements AfterEachCallback {

        @Override
        public void afterEach(ExtensionContext test) {
            SpringExtension.getApplicationContext(test).getBean(TestClock.class).backToNow();
        }
    }
}
