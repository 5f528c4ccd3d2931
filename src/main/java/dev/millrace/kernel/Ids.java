package dev.millrace.kernel;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that sort by time (UUIDv7, RFC 9562), so that an index on them grows at its end. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LATEST = new AtomicLong();

    private Ids() {}

    /** Later than every id made here before: twelve bits count within a millisecond, so that what came first stays first. */
    public static UUID next() {
        var now = System.currentTimeMillis() << 12;
        var tick = LATEST.updateAndGet(latest -> Math.max(latest + 1, now));
        var high = (tick >>> 12 << 16) | 0x7000L | (tick & 0x0FFFL);
        var low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
