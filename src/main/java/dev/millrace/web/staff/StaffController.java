package dev.millrace.web.staff;

import dev.millrace.people.Colleague;
import dev.millrace.people.Roster;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Fairness;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who is here now, until when, and how much each has in hand. */
@Controller
@RequestMapping("/staff")
class StaffController {

    private final Roster roster;
    private final Fairness fairness;
    private final Teams teams;
    private final Clock clock;

    StaffController(Roster roster, Fairness fairness, Teams teams, Clock clock) {
        this.roster = roster;
        this.fairness = fairness;
        this.teams = teams;
        this.clock = clock;
    }

    @GetMapping
    String page(Model model) {
        return here("staff/page", model);
    }

    /** The list alone, asked for again when somebody comes or goes. */
    @GetMapping("/here")
    String list(Model model) {
        return here("staff/_here", model);
    }

    private String here(String template, Model model) {
        var names = teams.all().stream().collect(Collectors.toMap(Team::id, Team::name));
        var inHand = fairness.inHand();
        var now = clock.instant();
        model.addAttribute(
                "people",
                roster.now().stream()
                        .sorted(Comparator.comparing(Colleague::presence))
                        .map(each -> StaffRow.of(each, teamsOf(each, names), inHand.getOrDefault(each.id(), 0), now))
                        .toList());
        return template;
    }

    private static List<String> teamsOf(Colleague colleague, Map<TeamId, String> names) {
        return colleague.teams().stream()
                .map(team -> names.getOrDefault(team, ""))
                .sorted()
                .toList();
    }
}
