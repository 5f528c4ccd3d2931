package dev.millrace.learning;

import dev.millrace.language.Label;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Priority;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** The values a field can have today, with what tells them apart before a single ticket has them. */
@Component
class Labels {

    private final Categories categories;
    private final Teams teams;

    Labels(Categories categories, Teams teams) {
        this.categories = categories;
        this.teams = teams;
    }

    /** Their ids are the values as the ticket has them: UUIDs as text, and the words of the priorities. */
    List<Label> of(Learned field) {
        return switch (field) {
            case CATEGORY ->
                categories.active().stream()
                        .map(each -> new Label(each.id().toString(), each.name(), each.description(), each.examples()))
                        .toList();
            case TEAM ->
                teams.all().stream()
                        .map(each -> new Label(each.id().toString(), each.name(), each.description(), List.of()))
                        .toList();
            case PRIORITY ->
                Arrays.stream(Priority.values())
                        .map(each -> new Label(each.word(), each.word(), meaning(each), List.of()))
                        .toList();
        };
    }

    /** The four classes of the desk, by urgency and by how many are affected. */
    private static String meaning(Priority priority) {
        return switch (priority) {
            case IMMEDIATE -> "Everything has stopped: an outage, a security breach or lost data for all of our users.";
            case HIGH -> "Many users or serious business are affected, or there is a deadline today.";
            case MODERATE -> "One person cannot do something and needs help.";
            case LOW -> "A question, a wish or a small inconvenience that can wait.";
        };
    }
}
