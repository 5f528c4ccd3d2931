package dev.millrace.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Stands where the story is while it is told, and is the real time afterwards. */
final class StoryClock extends Clock {

    private static final Clock REAL = Clock.systemUTC();

    private volatile @Nullable Instant told;

    void set(Instant instant) {
        told = instant;
    }

    void backToNow() {
        told = null;
    }

    @Override
    public Instant instant() {
        var instant = told;
        return instant == null ? REAL.instant() : instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
