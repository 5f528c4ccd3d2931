package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.TicketEvent;
import java.util.Locale;
import java.util.Optional;

/** What a rule can set on a ticket. Each is set by the first rule that wants to. */
public enum Field {
    TEAM,
    ASSIGNEE,
    CATEGORY,
    PRIORITY,
    STATUS,
    TAGS,
    /** The desk's own fields, each of which has a value of its own. */
    FIELDS;

    public static Field of(Change change) {
        return switch (change) {
            case Change.SetTeam _ -> TEAM;
            case Change.SetAssignee _ -> ASSIGNEE;
            case Change.SetCategory _ -> CATEGORY;
            case Change.SetPriority _ -> PRIORITY;
            case Change.SetStatus _ -> STATUS;
            case Change.AddTags _, Change.RemoveTags _ -> TAGS;
            case Change.SetField _ -> FIELDS;
            case Change.SetLanguage _ ->
                throw new Invalid("changes", "A ticket's language is read, not set by a rule.");
            case Change.SetSubject _ -> throw new Invalid("changes", "A rule does not rename tickets.");
        };
    }

    /** The field that a condition asks about; none for what a rule cannot set. */
    static Optional<Field> of(Criteria.Is.Field asked) {
        return switch (asked) {
            case TEAM -> Optional.of(TEAM);
            case ASSIGNEE -> Optional.of(ASSIGNEE);
            case CATEGORY -> Optional.of(CATEGORY);
            case PRIORITY -> Optional.of(PRIORITY);
            case STATUS -> Optional.of(STATUS);
            case TAG -> Optional.of(TAGS);
            case CHANNEL, VIA, LANGUAGE, REQUESTER, PERSON, MOOD, VALUE, COMPANY, CUSTOMER, HOURS -> Optional.empty();
        };
    }

    /** The field that an event is about; none for messages and for what a rule cannot set. */
    public static Optional<Field> of(TicketEvent event) {
        return switch (event) {
            case TicketEvent.TeamChanged _ -> Optional.of(TEAM);
            case TicketEvent.AssigneeChanged _ -> Optional.of(ASSIGNEE);
            case TicketEvent.CategoryChanged _ -> Optional.of(CATEGORY);
            case TicketEvent.PriorityChanged _ -> Optional.of(PRIORITY);
            case TicketEvent.StatusChanged _ -> Optional.of(STATUS);
            case TicketEvent.TagsChanged _ -> Optional.of(TAGS);
            case TicketEvent.FieldChanged _ -> Optional.of(FIELDS);
            case TicketEvent.Opened _,
                    TicketEvent.Received _,
                    TicketEvent.Replied _,
                    TicketEvent.Acknowledged _,
                    TicketEvent.FollowedUp _,
                    TicketEvent.FollowUpStopped _,
                    TicketEvent.Noted _,
                    TicketEvent.SubjectChanged _,
                    TicketEvent.LanguageChanged _,
                    TicketEvent.Rated _,
                    TicketEvent.ReplySent _,
                    TicketEvent.ReplyFailed _,
                    TicketEvent.Bounced _ -> Optional.empty();
        };
    }

    /** What a change sets the one value of, so that the first rule's stays: a field, or the key of one of the desk's own. */
    static Optional<Object> target(Change change) {
        var field = of(change);
        return switch (change) {
            case Change.SetField(var key, var _to) -> Optional.of(key);
            case Change.AddTags _, Change.RemoveTags _ -> Optional.empty();
            default -> Optional.of(field);
        };
    }

    /** The kind under which {@code tickets.event} keeps its changes. */
    String event() {
        return this == FIELDS ? "field_changed" : word() + "_changed";
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
