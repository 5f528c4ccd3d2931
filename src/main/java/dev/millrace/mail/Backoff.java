package dev.millrace.mail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt. */
final class Backoff {

    static final Duration GIVE_UP = Duration.ofHours(48);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final List<Duration> LETTER = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8));

    private Backoff() {}

    /** A server that does not answer: 1 s, 2 s, 4 s … 5 min, each up to a fifth longer so that not all come at once. */
    static Duration server(int failures) {
        var doubled = Duration.ofSeconds(1L << Math.clamp(failures - 1, 0, 12));
        var wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
    }

    /** A mail that was not taken: 1, 5, 15, 60 minutes, 2, 4 and then every 8 hours until {@link #GIVE_UP}. */
    static Duration letter(int attempts) {
        return LETTER.get(Math.clamp(attempts - 1, 0, LETTER.size() - 1));
    }
}
