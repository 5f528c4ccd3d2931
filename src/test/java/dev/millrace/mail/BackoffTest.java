package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "5,16", "8,128", "9,256", "10,300", "1000,300"})
    void aServerIsLeftAloneLongerEachTimeUpToFiveMinutes(int failures, long seconds) {
        var wait = Backoff.server(failures);

        assertThat(wait).isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1200));
    }

    @Test
    void notAllMailboxesComeBackAtTheSameMoment() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(_ -> Backoff.server(10))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,5", "3,15", "4,60", "5,120", "6,240", "7,480", "8,480", "50,480"})
    void aMailIsTriedAgainAfterMinutesAndThenHours(int attempts, long minutes) {
        assertThat(Backoff.letter(attempts)).isEqualTo(Duration.ofMinutes(minutes));
    }
}
