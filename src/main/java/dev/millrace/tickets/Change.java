package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done to a ticket; rules, macros, bulk actions and the API are all lists of these. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "set")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.SetStatus.class, name = "status"),
    @JsonSubTypes.Type(value = Change.SetPriority.class, name = "priority"),
    @JsonSubTypes.Type(value = Change.SetCategory.class, name = "category"),
    @JsonSubTypes.Type(value = Change.SetTeam.class, name = "team"),
    @JsonSubTypes.Type(value = Change.SetAssignee.class, name = "assignee"),
    @JsonSubTypes.Type(value = Change.AddTags.class, name = "add_tags"),
    @JsonSubTypes.Type(value = Change.RemoveTags.class, name = "remove_tags"),
    @JsonSubTypes.Type(value = Change.SetSubject.class, name = "subject"),
    @JsonSubTypes.Type(value = Change.SetLanguage.class, name = "language"),
    @JsonSubTypes.Type(value = Change.SetField.class, name = "field")
})
public sealed interface Change {

    record SetStatus(Status to) implements Change {}

    record SetPriority(Priority to) implements Change {}

    record SetCategory(@Nullable CategoryId to) implements Change {}

    record SetTeam(@Nullable TeamId to) implements Change {}

    record SetAssignee(@Nullable PersonId to) implements Change {}

    record AddTags(Set<String> tags) implements Change {}

    record RemoveTags(Set<String> tags) implements Change {}

    record SetSubject(String to) implements Change {}

    /**
     * Fills in one of the desk's own fields.
     *
     * @param to as {@link CustomFields#read} answers it
     */
    record SetField(String field, @Nullable String to) implements Change {}

    /** @param to as its ISO 639-1 code */
    record SetLanguage(@Nullable String to) implements Change {}
}
