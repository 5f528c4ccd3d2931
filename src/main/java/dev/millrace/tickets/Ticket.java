package dev.millrace.tickets;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request for help. A step does not change a ticket; it returns the next one.
 *
 * @param channel the channel it came through; an e-mail channel has the id of its mailbox
 * @param waitingSince since when the requester waits for an answer of ours; null when it is not our turn
 * @param version counts the writes, so that nobody overwrites what they have not seen
 */
public record Ticket(
        TicketId id,
        long number,
        String subject,
        PersonId requester,
        Status status,
        Priority priority,
        @Nullable CategoryId category,
        @Nullable TeamId team,
        @Nullable PersonId assignee,
        SortedSet<String> tags,
        @Nullable UUID channel,
        Via via,
        @Nullable String language,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant solvedAt,
        int version) {

    public static final int SUBJECT_LIMIT = 500;
    private static final int TAG_LIMIT = 60;

    Ticket become(Status next, Instant now) {
        if (!status.leadsTo(next)) {
            throw new Conflict("Ticket %d is %s and cannot become %s.".formatted(number, status.word(), next.word()));
        }
        var solved = next.isSolved() ? (status.isSolved() ? solvedAt : now) : null;
        var waiting = next.isSolved() ? null : waitingSince;
        return new Ticket(
                id, number, subject, requester, next, priority, category, team, assignee, tags, channel, via, language,
                openedAt, now, waiting, solved, version);
    }

    Ticket rank(Priority next) {
        return new Ticket(
                id,
                number,
                subject,
                requester,
                status,
                next,
                category,
                team,
                assignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                updatedAt,
                waitingSince,
                solvedAt,
                version);
    }

    Ticket file(@Nullable CategoryId next) {
        return new Ticket(
                id,
                number,
                subject,
                requester,
                status,
                priority,
                next,
                team,
                assignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                updatedAt,
                waitingSince,
                solvedAt,
                version);
    }

    Ticket handOver(@Nullable TeamId nextTeam, @Nullable PersonId nextAssignee) {
        return new Ticket(
                id,
                number,
                subject,
                requester,
                status,
                priority,
                category,
                nextTeam,
                nextAssignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                updatedAt,
                waitingSince,
                solvedAt,
                version);
    }

    Ticket tag(SortedSet<String> next) {
        return new Ticket(
                id,
                number,
                subject,
                requester,
                status,
                priority,
                category,
                team,
                assignee,
                next,
                channel,
                via,
                language,
                openedAt,
                updatedAt,
                waitingSince,
                solvedAt,
                version);
    }

    Ticket rename(String next) {
        return new Ticket(
                id,
                number,
                subjectLine(next),
                requester,
                status,
                priority,
                category,
                team,
                assignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                updatedAt,
                waitingSince,
                solvedAt,
                version);
    }

    /** The requester wrote: it is our turn, and what was answered is open again. */
    Ticket hear(Instant at) {
        var next = status == Status.NEW ? Status.NEW : Status.OPEN;
        return new Ticket(
                id,
                number,
                subject,
                requester,
                next,
                priority,
                category,
                team,
                assignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                at,
                waitingSince == null ? at : waitingSince,
                null,
                version);
    }

    /** One of us answered: nobody waits, and a new ticket is no longer new. */
    Ticket answer(Instant at) {
        var next = status == Status.NEW ? Status.OPEN : status;
        return new Ticket(
                id, number, subject, requester, next, priority, category, team, assignee, tags, channel, via, language,
                openedAt, at, null, solvedAt, version);
    }

    Ticket touch(Instant at) {
        return new Ticket(
                id,
                number,
                subject,
                requester,
                status,
                priority,
                category,
                team,
                assignee,
                tags,
                channel,
                via,
                language,
                openedAt,
                at,
                waitingSince,
                solvedAt,
                version);
    }

    /** One line of at most 500 characters; an empty one gets a name that can be clicked. */
    static String subjectLine(String subject) {
        var line = subject.replaceAll("[\\s\\p{Cc}]+", " ").strip();
        if (line.isEmpty()) {
            return "(no subject)";
        }
        if (line.codePointCount(0, line.length()) <= SUBJECT_LIMIT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, SUBJECT_LIMIT - 1)) + "…";
    }

    static String tagWord(String tag) {
        var word = tag.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cc},]+", "-");
        if (word.isEmpty() || word.length() > TAG_LIMIT) {
            throw new Invalid("tags", "A tag has 1 to %d characters.".formatted(TAG_LIMIT));
        }
        return word;
    }

    static SortedSet<String> tagWords(Iterable<String> tags) {
        var words = new TreeSet<String>();
        tags.forEach(tag -> words.add(tagWord(tag)));
        return words;
    }
}
