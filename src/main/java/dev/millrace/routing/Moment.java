package dev.millrace.routing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older.Since;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.TicketEvent;
import java.time.Duration;
import java.util.Locale;

/** When a rule is asked about a ticket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "when")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Moment.Opens.class, name = "opens"),
    @JsonSubTypes.Type(value = Moment.Happens.class, name = "happens"),
    @JsonSubTypes.Type(value = Moment.Lasts.class, name = "lasts")
})
public sealed interface Moment {

    /** Once, soon after it opened. */
    record Opens() implements Moment {}

    /** Each time something happens to it, unless a rule did it. */
    record Happens(What what) implements Moment {}

    /** Once it has been so for a while, and again only after it has been otherwise. */
    record Lasts(State state, Duration time) implements Moment {

        public static final Duration SHORTEST = Duration.ofMinutes(10);
        public static final Duration LONGEST = Duration.ofDays(366);

        public Lasts {
            if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
                throw new Invalid("moment", "Give a time from 10 minutes to 366 days.");
            }
        }

        /** It is so, and has been for long enough. */
        Criteria holds() {
            return state.holds().and(new Criteria.Older(state.since(), time));
        }
    }

    Moment OPENS = new Opens();

    /** The three of them, to choose from. */
    enum Kind {
        OPENS,
        HAPPENS,
        LASTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    default Kind kind() {
        return switch (this) {
            case Opens _ -> Kind.OPENS;
            case Happens _ -> Kind.HAPPENS;
            case Lasts _ -> Kind.LASTS;
        };
    }

    /** What can happen to a ticket that a rule may wait for. */
    enum What {
        ANSWERED,
        REPLIED,
        SOLVED,
        REOPENED,
        STATUS,
        PRIORITY,
        CATEGORY,
        TEAM,
        ASSIGNEE,
        BOUNCED;

        boolean is(TicketEvent event) {
            return switch (event) {
                case TicketEvent.Received received -> this == ANSWERED && !received.automatic();
                case TicketEvent.Replied _ -> this == REPLIED;
                case TicketEvent.StatusChanged(var from, var to) ->
                    this == STATUS
                            || (this == SOLVED && to.isSolved() && !from.isSolved())
                            || (this == REOPENED && from.isSolved() && !to.isSolved());
                case TicketEvent.PriorityChanged _ -> this == PRIORITY;
                case TicketEvent.CategoryChanged _ -> this == CATEGORY;
                case TicketEvent.TeamChanged _ -> this == TEAM;
                case TicketEvent.AssigneeChanged _ -> this == ASSIGNEE;
                case TicketEvent.Bounced bounced -> this == BOUNCED && bounced.hard();
                case TicketEvent.Opened _,
                        TicketEvent.Acknowledged _,
                        TicketEvent.FollowedUp _,
                        TicketEvent.FollowUpStopped _,
                        TicketEvent.Noted _,
                        TicketEvent.TagsChanged _,
                        TicketEvent.SubjectChanged _,
                        TicketEvent.LanguageChanged _,
                        TicketEvent.FieldChanged _,
                        TicketEvent.Rated _,
                        TicketEvent.ReplySent _,
                        TicketEvent.ReplyFailed _ -> false;
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a ticket can be for a while. */
    enum State {
        WAITING(Since.STATUS, Criteria.is(Is.Field.STATUS, Status.WAITING.word())),
        FOLLOWED_UP(Since.FOLLOWED_UP, Criteria.unsolved()),
        ON_HOLD(Since.STATUS, Criteria.is(Is.Field.STATUS, Status.ON_HOLD.word())),
        NEW(Since.STATUS, Criteria.is(Is.Field.STATUS, Status.NEW.word())),
        OPEN(Since.STATUS, Criteria.is(Is.Field.STATUS, Status.OPEN.word())),
        /** The customer waits for us. */
        UNANSWERED(Since.WAITING, Criteria.unsolved()),
        /** Nothing was said and no status changed. */
        QUIET(Since.UPDATED, Criteria.unsolved()),
        UNSOLVED(Since.OPENED, Criteria.unsolved()),
        SOLVED(Since.STATUS, Criteria.is(Is.Field.STATUS, Status.SOLVED.word()));

        private final Since since;
        private final Criteria holds;

        State(Since since, Criteria holds) {
            this.since = since;
            this.holds = holds;
        }

        Since since() {
            return since;
        }

        /** Asks nothing but the status. */
        Criteria holds() {
            return holds;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
