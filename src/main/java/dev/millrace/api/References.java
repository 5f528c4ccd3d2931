package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what a program names, by id or by the name people use; a word that names nothing is refused with its field. */
@Component
class References {

    private final Teams teams;
    private final Agents agents;
    private final Categories categories;

    References(Teams teams, Agents agents, Categories categories) {
        this.teams = teams;
        this.agents = agents;
        this.categories = categories;
    }

    TeamId team(String named) {
        return teams.all().stream()
                .filter(team -> named(named, team.id().value(), team.name()))
                .map(Team::id)
                .findFirst()
                .orElseThrow(() -> new Invalid("team", "There is no team “%s”.".formatted(named)));
    }

    PersonId agent(String field, String named) {
        return agents.all().stream()
                .filter(agent -> named(named, agent.id().value(), agent.email()))
                .map(Agent::id)
                .findFirst()
                .orElseThrow(() -> new Invalid(field, "No agent has the address “%s”.".formatted(named)));
    }

    CategoryId category(String named) {
        return categories.all().stream()
                .filter(category -> named(named, category.id().value(), category.name()))
                .map(Category::id)
                .findFirst()
                .orElseThrow(() -> new Invalid("category", "There is no category “%s”.".formatted(named)));
    }

    static Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("status", oneOf(word, Status.values())));
    }

    static Priority priority(String word) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("priority", oneOf(word, Priority.values())));
    }

    private static boolean named(String named, Object id, String name) {
        return named.equals(id.toString()) || named.equalsIgnoreCase(name);
    }

    private static String oneOf(String word, Enum<?>[] words) {
        return "“%s” is none of %s."
                .formatted(
                        word,
                        Arrays.stream(words)
                                .map(each -> each.name().toLowerCase(java.util.Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }
}
