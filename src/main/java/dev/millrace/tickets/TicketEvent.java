package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a ticket. Each is a row of {@code tickets.event} first, in the transaction of the change;
 * who follows the log hears of it afterwards. Who, when and to which ticket stands beside it in {@link Recorded}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TicketEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = TicketEvent.Received.class, name = "received"),
    @JsonSubTypes.Type(value = TicketEvent.Replied.class, name = "replied"),
    @JsonSubTypes.Type(value = TicketEvent.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = TicketEvent.FollowedUp.class, name = "followed_up"),
    @JsonSubTypes.Type(value = TicketEvent.FollowUpStopped.class, name = "follow_up_stopped"),
    @JsonSubTypes.Type(value = TicketEvent.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = TicketEvent.StatusChanged.class, name = "status_changed"),
    @JsonSubTypes.Type(value = TicketEvent.PriorityChanged.class, name = "priority_changed"),
    @JsonSubTypes.Type(value = TicketEvent.CategoryChanged.class, name = "category_changed"),
    @JsonSubTypes.Type(value = TicketEvent.TeamChanged.class, name = "team_changed"),
    @JsonSubTypes.Type(value = TicketEvent.AssigneeChanged.class, name = "assignee_changed"),
    @JsonSubTypes.Type(value = TicketEvent.TagsChanged.class, name = "tags_changed"),
    @JsonSubTypes.Type(value = TicketEvent.SubjectChanged.class, name = "subject_changed"),
    @JsonSubTypes.Type(value = TicketEvent.LanguageChanged.class, name = "language_changed"),
    @JsonSubTypes.Type(value = TicketEvent.FieldChanged.class, name = "field_changed"),
    @JsonSubTypes.Type(value = TicketEvent.Rated.class, name = "rated"),
    @JsonSubTypes.Type(value = TicketEvent.ReplySent.class, name = "reply_sent"),
    @JsonSubTypes.Type(value = TicketEvent.ReplyFailed.class, name = "reply_failed"),
    @JsonSubTypes.Type(value = TicketEvent.Bounced.class, name = "bounced")
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface TicketEvent {

    record Opened(MessageId message, Via via, boolean automatic) implements TicketEvent {}

    /** The customer wrote again. */
    record Received(MessageId message, Via via, boolean automatic) implements TicketEvent {}

    record Replied(MessageId message) implements TicketEvent {}

    /** The desk told the customer by itself that their request has come in; nobody has answered it yet. */
    record Acknowledged(MessageId message) implements TicketEvent {}

    /** The desk reminded the customer by itself that it waits for them. */
    record FollowedUp(MessageId message) implements TicketEvent {}

    /**
     * The customer is not reminded, or what was on its way was called back.
     *
     * @param message what was called back
     */
    record FollowUpStopped(Reason reason, @Nullable MessageId message) implements TicketEvent {

        public enum Reason {
            /** One of us did not want it. */
            CANCELLED,
            /** They wrote before the mail had left. */
            ANSWERED,
            /** Nothing reaches them: no address, a blocked one, or one that returned our mail. */
            UNREACHABLE,
            /** A program answered the last one, and would answer the next. */
            AUTOMATIC;

            @JsonCreator
            public static Reason of(String word) {
                return valueOf(word.toUpperCase(Locale.ROOT));
            }

            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    record Noted(MessageId message) implements TicketEvent {}

    record StatusChanged(Status from, Status to) implements TicketEvent {}

    record PriorityChanged(Priority from, Priority to) implements TicketEvent {}

    record CategoryChanged(
            @Nullable CategoryId from, @Nullable CategoryId to) implements TicketEvent {}

    record TeamChanged(@Nullable TeamId from, @Nullable TeamId to) implements TicketEvent {}

    record AssigneeChanged(
            @Nullable PersonId from, @Nullable PersonId to) implements TicketEvent {}

    record TagsChanged(List<String> added, List<String> removed) implements TicketEvent {}

    record SubjectChanged(String from, String to) implements TicketEvent {}

    record LanguageChanged(@Nullable String from, @Nullable String to) implements TicketEvent {}

    /** One of the desk's own fields, by its key. */
    record FieldChanged(
            String field, @Nullable String from, @Nullable String to) implements TicketEvent {}

    /** The customer says how well it was solved. */
    record Rated(Rating.Score score, String comment) implements TicketEvent {}

    /** The mail server took our reply. */
    record ReplySent(MessageId message) implements TicketEvent {}

    /** Our reply could not be sent; {@code reason} is in plain words. */
    record ReplyFailed(MessageId message, String reason) implements TicketEvent {}

    /** Our reply came back. */
    record Bounced(@Nullable MessageId message, String recipient, String reason, boolean hard) implements TicketEvent {}
}
