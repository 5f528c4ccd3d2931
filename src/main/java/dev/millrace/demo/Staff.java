package dev.millrace.demo;

import dev.millrace.people.Agents;
import dev.millrace.people.Invitations;
import dev.millrace.people.Ownership;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CategoryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The seven people of Fenwick Bikes, their teams and their categories. */
@Component
class Staff {

    /** Somebody who signs in. */
    record Colleague(String name, String email, Role role, List<String> teams) {}

    static final List<Colleague> COLLEAGUES = List.of(
            new Colleague("Grace Fenwick", "grace@fenwick-bikes.example", Role.OWNER, List.of("General")),
            new Colleague(
                    "Margaret Oyelaran", "margaret@fenwick-bikes.example", Role.ADMIN, List.of("Billing", "General")),
            new Colleague("Linus Berg", "linus@fenwick-bikes.example", Role.AGENT, List.of("Level 1")),
            new Colleague("Barbara Lind", "barbara@fenwick-bikes.example", Role.AGENT, List.of("Level 1", "General")),
            new Colleague("Radia Costa", "radia@fenwick-bikes.example", Role.AGENT, List.of("Billing")),
            new Colleague("Dennis Novak", "dennis@fenwick-bikes.example", Role.AGENT, List.of("Workshop")),
            new Colleague("Tomás Vega", "tomas@fenwick-bikes.example", Role.COLLABORATOR, List.of("Workshop")));

    private static final Map<String, String> TEAMS = Map.of(
            "Level 1", "Orders, accounts, the website: first answers",
            "General", "Advice, returns and everything else",
            "Billing", "Invoices, payments, refunds",
            "Workshop", "Repairs and warranty");

    private static final Map<String, String> CATEGORIES = Map.of(
            "Orders and delivery", "Where is it, change it, it arrived broken",
            "Returns", "Sending something back and getting the money",
            "Payments and invoices", "Invoices, reminders, cards, instalments",
            "Account and sign-in", "Passwords, addresses, the newsletter",
            "Repairs and warranty", "Something squeaks, slips or cracks",
            "Product advice", "Which one fits, what is the difference",
            "Website", "The shop's pages do not do what they should");

    private final Ownership ownership;
    private final Invitations invitations;
    private final Agents agents;
    private final Teams teams;
    private final Categories categories;

    Staff(Ownership ownership, Invitations invitations, Agents agents, Teams teams, Categories categories) {
        this.ownership = ownership;
        this.invitations = invitations;
        this.agents = agents;
        this.teams = teams;
        this.categories = categories;
    }

    Hired hire(String password) {
        var owner = COLLEAGUES.getFirst();
        var id = ownership.take(owner.name(), owner.email(), password);
        var grace = agents.signedIn(id).orElseThrow();
        var ids = new LinkedHashMap<String, PersonId>();
        ids.put(owner.name(), id);
        for (var colleague : COLLEAGUES.subList(1, COLLEAGUES.size())) {
            ids.put(colleague.name(), hire(colleague, password, grace));
        }
        var hired = new Hired(id, ids);
        TEAMS.forEach((name, description) -> teams.add(name, description, members(name, hired), grace.id()));
        CATEGORIES.forEach((name, description) -> categories.add(name, description, grace.id()));
        return hired;
    }

    Map<String, TeamId> teams() {
        return teams.all().stream().collect(Collectors.toMap(Team::name, Team::id));
    }

    Map<String, CategoryId> categories() {
        return categories.all().stream().collect(Collectors.toMap(each -> each.name(), each -> each.id()));
    }

    static List<Colleague> of(String team) {
        return COLLEAGUES.stream()
                .filter(colleague -> colleague.teams().contains(team) && colleague.role() != Role.COLLABORATOR)
                .toList();
    }

    private PersonId hire(Colleague colleague, String password, SignedIn by) {
        var link = invitations
                .invite(colleague.email(), colleague.name(), colleague.role(), by)
                .link()
                .getPath();
        return invitations.accept(link.substring(link.lastIndexOf('/') + 1), colleague.name(), password);
    }

    private static Set<PersonId> members(String team, Hired hired) {
        return COLLEAGUES.stream()
                .filter(colleague -> colleague.teams().contains(team))
                .map(colleague -> hired.id(colleague.name()))
                .collect(Collectors.toSet());
    }
}
