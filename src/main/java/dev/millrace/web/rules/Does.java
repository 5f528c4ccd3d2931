package dev.millrace.web.rules;

import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rule can do, in the order in which it is offered. */
public enum Does {
    TEAM(Asked.TEAM),
    ASSIGNEE(Asked.ASSIGNEE),
    CATEGORY(Asked.CATEGORY),
    PRIORITY(Asked.PRIORITY),
    STATUS(Asked.STATUS),
    ADD_TAGS(Asked.TAG),
    REMOVE_TAGS(Asked.TAG),
    /** One of the desk's own. */
    FIELD(Asked.CUSTOM_TEXT);

    private final Asked to;

    Does(Asked to) {
        this.to = to;
    }

    /** Whose values it is set to. */
    public Asked to() {
        return to;
    }

    /** @param values one, or several tags */
    Change with(List<String> values) {
        var value = values.getFirst();
        return switch (this) {
            case TEAM -> new Change.SetTeam(id(value) == null ? null : new TeamId(UUID.fromString(value)));
            case ASSIGNEE -> new Change.SetAssignee(id(value) == null ? null : new PersonId(UUID.fromString(value)));
            case CATEGORY -> new Change.SetCategory(id(value) == null ? null : new CategoryId(UUID.fromString(value)));
            case PRIORITY -> new Change.SetPriority(Priority.of(value));
            case STATUS -> new Change.SetStatus(Status.of(value));
            case ADD_TAGS -> new Change.AddTags(new LinkedHashSet<>(values));
            case FIELD -> throw new IllegalStateException("A field is filled in by its action");
            case REMOVE_TAGS -> new Change.RemoveTags(new LinkedHashSet<>(values));
        };
    }

    private static @Nullable String id(String value) {
        return value.equals(Is.NONE) ? null : value;
    }

    static Does of(Change change) {
        return switch (change) {
            case Change.SetTeam _ -> TEAM;
            case Change.SetAssignee _ -> ASSIGNEE;
            case Change.SetCategory _ -> CATEGORY;
            case Change.SetPriority _ -> PRIORITY;
            case Change.SetStatus _ -> STATUS;
            case Change.AddTags _ -> ADD_TAGS;
            case Change.RemoveTags _ -> REMOVE_TAGS;
            case Change.SetField _ -> FIELD;
            case Change.SetSubject _, Change.SetLanguage _ ->
                throw new IllegalArgumentException("A rule neither renames tickets nor says their language");
        };
    }

    static List<String> values(Change change) {
        return switch (change) {
            case Change.SetTeam(var to) -> List.of(to == null ? Is.NONE : to.toString());
            case Change.SetAssignee(var to) -> List.of(to == null ? Is.NONE : to.toString());
            case Change.SetCategory(var to) ->
                List.of(to == null ? Is.NONE : to.value().toString());
            case Change.SetPriority(var to) -> List.of(to.word());
            case Change.SetStatus(var to) -> List.of(to.word());
            case Change.AddTags(var tags) -> List.copyOf(tags);
            case Change.RemoveTags(var tags) -> List.copyOf(tags);
            case Change.SetField(var _key, var to) -> List.of(to == null ? Is.NONE : to);
            case Change.SetSubject _, Change.SetLanguage _ ->
                throw new IllegalArgumentException("A rule neither renames tickets nor says their language");
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
