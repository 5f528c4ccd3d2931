package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.web.RequestChoices;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what forms ask to change on a ticket: a field's name and the word it is to have. */
@Component
public class Wishes {

    private final RequestChoices choices;

    Wishes(RequestChoices choices) {
        this.choices = choices;
    }

    /** {@code to} is a word, an id or {@code none}; an assignee may be {@code me}. */
    public Change read(String field, String to, SignedIn me) {
        return switch (field) {
            case "status" -> new Change.SetStatus(word("status", to, Status::of));
            case "priority" -> new Change.SetPriority(word("priority", to, Priority::of));
            case "category" -> {
                var id = one("category", to, choices.all().offeredCategories());
                yield new Change.SetCategory(id == null ? null : new CategoryId(id));
            }
            case "team" -> {
                var id = one("team", to, choices.all().teams());
                yield new Change.SetTeam(id == null ? null : new TeamId(id));
            }
            case "assignee" -> {
                var id = to.equals("me")
                        ? me.id().value()
                        : one("assignee", to, choices.all().offeredAgents());
                yield new Change.SetAssignee(id == null ? null : new PersonId(id));
            }
            case "tag" -> new Change.AddTags(Set.of(to));
            case "untag" -> new Change.RemoveTags(Set.of(to));
            case "subject" -> new Change.SetSubject(to);
            default -> throw new Invalid("field", "A ticket has no %s.".formatted(field));
        };
    }

    private static @Nullable UUID one(String field, String to, List<Choice> offered) {
        if (to.equals(Is.NONE) || to.isEmpty()) {
            return null;
        }
        var id = word(field, to, UUID::fromString);
        if (offered.stream().noneMatch(choice -> choice.id().equals(id))) {
            throw unknown(field);
        }
        return id;
    }

    private static <T> T word(String field, String to, Function<String, T> reader) {
        try {
            return reader.apply(to);
        } catch (IllegalArgumentException _) {
            throw unknown(field);
        }
    }

    private static Invalid unknown(String field) {
        return new Invalid(field, "This %s does not exist any more. Choose another one.".formatted(field));
    }
}
