package dev.millrace.routing;

import dev.millrace.learning.Learned;
import dev.millrace.learning.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Past tickets sorted once more on paper: as they would be now, and as they would be with something changed.
 *
 * @param done tickets so far
 * @param result null while it goes on
 * @param failure why there is no result, in plain words
 */
public record Replay(
        UUID id,
        Plan plan,
        Instant askedAt,
        int done,
        @Nullable Result result,
        @Nullable String failure) {

    /** More are not looked at; the newest are. */
    public static final int MOST = 100_000;

    /**
     * What is to be different.
     *
     * @param weeks how far back
     * @param rules those that are switched on
     * @param versions of what was learned, where another one than today's is to be asked
     */
    public record Plan(int weeks, Trust trust, List<UUID> rules, Map<Learned, Integer> versions) {}

    /**
     * What would be different.
     *
     * @param tickets that were looked at
     * @param more whether there were more than are looked at
     * @param moved tickets of which anything would be different
     * @param fields each field that sorting sets
     * @param teams the tickets of each team
     * @param examples the newest of those that would be different
     */
    public record Result(
            int tickets,
            boolean more,
            int moved,
            Share asked,
            List<FieldResult> fields,
            List<TeamLoad> teams,
            List<Moved> examples,
            double seconds) {

        public double perSecond() {
            return seconds == 0 ? 0 : tickets / seconds;
        }
    }

    /** A count now and with the change. */
    public record Share(int now, int then) {}

    /**
     * One field.
     *
     * @param moved tickets that would get another value
     * @param set by sorting at all
     * @param right of those, as the ticket has it today
     */
    public record FieldResult(Field field, int moved, Share set, Share right) {}

    /** @param team its id, null for tickets of no team */
    public record TeamLoad(@Nullable UUID team, int now, int then) {}

    public record Moved(long number, String subject, String requester, List<Difference> differences) {}

    /** Ids and words as the ticket has them; null for no value. */
    public record Difference(
            Field field, @Nullable String now, @Nullable String then) {}

    public boolean goesOn() {
        return result == null && failure == null;
    }
}
