package dev.millrace.tickets;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request for help. A step does not change a ticket; it returns the next one.
 *
 * @param statusSince since when it has this status
 * @param channel the channel it came through; an e-mail channel has the id of its mailbox
 * @param fields what is filled into the desk’s own fields, by their keys; see {@link CustomField}
 * @param language as its ISO 639-1 code; null until somebody has read it
 * @param waitingSince since when the requester waits for an answer of ours; null when it is not our turn
 * @param version counts the writes, so that nobody overwrites what they have not seen
 */
public record Ticket(
        TicketId id,
        long number,
        String subject,
        PersonId requester,
        Status status,
        Instant statusSince,
        Priority priority,
        @Nullable CategoryId category,
        @Nullable TeamId team,
        @Nullable PersonId assignee,
        SortedSet<String> tags,
        SortedMap<String, String> fields,
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
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    Ticket become(Status next, Instant now) {
        if (!status.leadsTo(next)) {
            throw new Conflict("Ticket %d is %s and cannot become %s.".formatted(number, status.word(), next.word()));
        }
        return next(to -> {
            to.stand(next, now);
            to.updatedAt = now;
            if (next.isSolved()) {
                to.solvedAt = status.isSolved() ? solvedAt : now;
                to.waitingSince = null;
            } else {
                to.solvedAt = null;
            }
        });
    }

    Ticket rank(Priority next) {
        return next(to -> to.priority = next);
    }

    Ticket file(@Nullable CategoryId next) {
        return next(to -> to.category = next);
    }

    Ticket handOver(@Nullable TeamId nextTeam, @Nullable PersonId nextAssignee) {
        return next(to -> {
            to.team = nextTeam;
            to.assignee = nextAssignee;
        });
    }

    Ticket tag(SortedSet<String> next) {
        return next(to -> to.tags = next);
    }

    Ticket rename(String next) {
        return next(to -> to.subject = subjectLine(next));
    }

    Ticket fill(String field, @Nullable String value) {
        var filled = new TreeMap<>(fields);
        if (value == null) {
            filled.remove(field);
        } else {
            filled.put(field, value);
        }
        return next(to -> to.fields = filled);
    }

    Ticket speak(@Nullable String next) {
        if (next != null && !LANGUAGE.matcher(next).matches()) {
            throw new Invalid("language", "“%s” is not a language: give its ISO 639-1 code, like en.".formatted(next));
        }
        return next(to -> to.language = next);
    }

    /** The requester wrote: it is our turn, and what was answered is open again. */
    Ticket hear(Instant at) {
        return next(to -> {
            to.stand(status == Status.NEW ? Status.NEW : Status.OPEN, at);
            to.updatedAt = at;
            to.waitingSince = waitingSince == null ? at : waitingSince;
            to.solvedAt = null;
        });
    }

    /** One of us answered: nobody waits, and a new ticket is no longer new. */
    Ticket answer(Instant at) {
        return next(to -> {
            to.stand(status == Status.NEW ? Status.OPEN : status, at);
            to.updatedAt = at;
            to.waitingSince = null;
        });
    }

    Ticket touch(Instant at) {
        return next(to -> to.updatedAt = at);
    }

    private Ticket next(Consumer<Next> step) {
        var next = new Next(this);
        step.accept(next);
        return next.ticket();
    }

    /** What a step may change, while it does. */
    private static final class Next {

        private final Ticket was;
        private String subject;
        private Status status;
        private Instant statusSince;
        private Priority priority;
        private @Nullable CategoryId category;
        private @Nullable TeamId team;
        private @Nullable PersonId assignee;
        private SortedSet<String> tags;
        private SortedMap<String, String> fields;
        private @Nullable String language;
        private Instant updatedAt;
        private @Nullable Instant waitingSince;
        private @Nullable Instant solvedAt;

        private Next(Ticket was) {
            this.was = was;
            subject = was.subject;
            status = was.status;
            statusSince = was.statusSince;
            priority = was.priority;
            category = was.category;
            team = was.team;
            assignee = was.assignee;
            tags = was.tags;
            fields = was.fields;
            language = was.language;
            updatedAt = was.updatedAt;
            waitingSince = was.waitingSince;
            solvedAt = was.solvedAt;
        }

        private void stand(Status next, Instant at) {
            if (next != status) {
                status = next;
                statusSince = at;
            }
        }

        private Ticket ticket() {
            return new Ticket(
                    was.id,
                    was.number,
                    subject,
                    was.requester,
                    status,
                    statusSince,
                    priority,
                    category,
                    team,
                    assignee,
                    tags,
                    fields,
                    was.channel,
                    was.via,
                    language,
                    was.openedAt,
                    updatedAt,
                    waitingSince,
                    solvedAt,
                    was.version);
        }
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
