package dev.millrace.web.templates;

import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.replies.Shelf;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Names of shelves, owners and languages for the pages of templates. */
public record TemplateWords(Texts t, Given choices, SignedIn me) {

    public String shelf(Shelf shelf) {
        return switch (shelf) {
            case Shelf.OfDesk _ -> t.of("templates.shelf.desk");
            case Shelf.OfTeam(var team) -> team(team);
            case Shelf.OfPerson _ -> t.of("templates.shelf.mine");
        };
    }

    private String team(TeamId team) {
        return Objects.requireNonNullElse(choices.team(team.value()), t.of("ticket.none"));
    }

    /** Those this person may choose from: an agent's own teams, every team for who looks after the desk. */
    public Map<String, String> shelves() {
        var all = new LinkedHashMap<String, String>();
        all.put("desk", t.of("templates.shelf.desk"));
        choices.teams().stream()
                .filter(team -> new Shelf.OfTeam(new TeamId(team.id())).opensTo(me))
                .forEach(team -> all.put(team.id().toString(), team.name()));
        all.put("mine", t.of("templates.shelf.mine"));
        return all;
    }

    public Map<String, String> owners() {
        var all = new LinkedHashMap<String, String>();
        all.put("", t.of("templates.owner.nobody"));
        choices.offeredAgents().forEach(agent -> all.put(agent.id().toString(), agent.name()));
        return all;
    }

    public String agent(PersonId id) {
        return Optional.ofNullable(choices.agent(id.value())).orElse(t.of("templates.somebody"));
    }
}
