package dev.millrace.knowledge;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What customers ask again and again, and no published article answers.
 *
 * @param name the subject most of its tickets have; where subjects say little, what its tickets say that others do not
 * @param tickets in the last {@value Gaps#WEEKS} weeks
 * @param searches that led to nothing and were about it
 * @param minutes that answering them took, see {@link Gaps#READING}
 * @param weeks how many came in each of those weeks, the oldest first
 */
public record Gap(UUID id, String name, int tickets, int searches, double minutes, List<Long> weeks) {

    public Duration cost() {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }
}
