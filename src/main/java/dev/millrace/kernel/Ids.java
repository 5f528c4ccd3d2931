package dev.millrace.kernel;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids that sort by time (UUIDv7, RFC 9562), so that an index on them grows at its end. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    static UUID at(long epochMillis) {
        var high = (epochMillis << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        var low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
