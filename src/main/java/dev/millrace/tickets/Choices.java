package dev.millrace.tickets;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a ticket can be given, for every form that changes or filters tickets: categories, teams, agents, the desk's own fields. */
@Component
public class Choices {

    /** One of them; what is no longer {@code offered} still needs its name on old tickets. */
    public record Choice(UUID id, String name, boolean offered) {}

    /** @param fields the archived ones too, which old tickets still have */
    public record Given(List<Choice> categories, List<Choice> teams, List<Choice> agents, List<CustomField> fields) {

        public List<Choice> offeredCategories() {
            return offered(categories);
        }

        public List<Choice> offeredAgents() {
            return offered(agents);
        }

        public @Nullable String category(@Nullable CategoryId id) {
            return id == null ? null : name(categories, id.value());
        }

        public @Nullable String team(@Nullable UUID id) {
            return name(teams, id);
        }

        public @Nullable String agent(@Nullable UUID id) {
            return name(agents, id);
        }

        /** The desk's own fields that a ticket has something in, or is to be asked about, in their order. */
        public List<CustomField> fields(Ticket ticket) {
            return fields.stream()
                    .filter(field ->
                            field.isAbout(ticket.category()) || ticket.fields().containsKey(field.key()))
                    .toList();
        }

        private static List<Choice> offered(List<Choice> choices) {
            return choices.stream().filter(Choice::offered).toList();
        }

        private static @Nullable String name(List<Choice> choices, @Nullable UUID id) {
            return choices.stream()
                    .filter(choice -> choice.id().equals(id))
                    .map(Choice::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    private record Row(String kind, Choice choice) {}

    private final JdbcClient db;
    private final CustomFields fields;

    Choices(JdbcClient db, CustomFields fields) {
        this.db = db;
        this.fields = fields;
    }

    /** All of it in one round trip, each by name. */
    public Given all() {
        var given = new Given(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), fields.all());
        db.sql("""
                select 'category' as kind, id, name, not archived as offered from tickets.category
                 union all
                select 'team', id, name, true from people.team
                 union all
                select 'agent', p.id, p.name, a.disabled_at is null
                  from people.agent a
                  join people.person p on p.id = a.person_id
                 order by 3
                """)
                .query((row, _) -> new Row(
                        row.getString("kind"),
                        new Choice(row.getObject("id", UUID.class), row.getString("name"), row.getBoolean("offered"))))
                .list()
                .forEach(row -> list(given, row.kind()).add(row.choice()));
        return given;
    }

    private static List<Choice> list(Given given, String kind) {
        return switch (kind) {
            case "category" -> given.categories();
            case "team" -> given.teams();
            default -> given.agents();
        };
    }
}
