package dev.millrace.routing;

import dev.millrace.people.PersonId;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Contains.Text;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rules that most desks begin with, ready to be taken; a team they name and the desk lacks is made with them. */
@Component
@Transactional
public class RuleExamples {

    /** A rule without its team, which is a name until somebody takes the rule. */
    public record Example(String key, String name, Criteria criteria, String team) {

        RuleText handingTo(TeamId id) {
            return new RuleText(name, criteria, List.of(new Change.SetTeam(id)), false);
        }
    }

    private static final String REMINDER = """
            Hello {{customer.first_name}},

            we have not heard from you about “{{ticket.subject}}” for a few days and would like to know whether we could help.

            Just reply to this mail if something is still open. If we hear nothing within the next four days, we take it that \
            all is well and close your request #{{ticket.number}}; you can still answer then, and it is open again.

            {{company.name}}
            """;

    /** Those that work by the clock: first a reminder, then, if that changes nothing, an end. */
    private static final List<RuleText> TIMED = List.of(
            new RuleText(
                    "Remind after 3 days",
                    new Moment.Lasts(Moment.State.WAITING, Duration.ofDays(3)),
                    Criteria.everything(),
                    List.of(),
                    REMINDER,
                    false),
            new RuleText(
                    "Solve 4 days after the reminder",
                    new Moment.Lasts(Moment.State.FOLLOWED_UP, Duration.ofDays(4)),
                    Criteria.everything(),
                    List.of(new Change.SetStatus(Status.SOLVED)),
                    null,
                    false));

    /** The form comes last: what is about money goes to Billing, whatever door it came through. */
    private static final List<Example> ALL = List.of(
            new Example("passwords", "Password resets", holds(Text.SUBJECT, "Password Reset"), "Level 1"),
            new Example("money", "Money words", holds(Text.SUBJECT_OR_BODY, "refund", "invoice", "payment"), "Billing"),
            new Example("form", "From the website form", Criteria.is(Is.Field.VIA, Via.FORM.word()), "General"));

    private final Rules rules;
    private final Teams teams;

    RuleExamples(Rules rules, Teams teams) {
        this.rules = rules;
        this.teams = teams;
    }

    public List<Example> all() {
        return ALL;
    }

    /** Of rules that work by the clock. */
    public List<RuleText> timed() {
        return TIMED;
    }

    /** Adds those of them that are not among the rules yet, switched off. */
    public List<Rule> addTimed(PersonId by) {
        var present = rules.all().stream().map(Rule::name).toList();
        return TIMED.stream()
                .filter(text -> !present.contains(text.name()))
                .map(text -> rules.add(text, by))
                .toList();
    }

    /** Adds those that are not among the rules yet, in their order, switched off. */
    public List<Rule> add(List<String> keys, PersonId by) {
        var present = rules.all().stream().map(Rule::name).toList();
        return ALL.stream()
                .filter(example -> keys.contains(example.key()) && !present.contains(example.name()))
                .map(example ->
                        rules.add(example.handingTo(team(example.team(), by).id()), by))
                .toList();
    }

    private Team team(String name, PersonId by) {
        return teams.byName(name).orElseGet(() -> teams.add(name, "", by));
    }

    private static Criteria holds(Text text, String... phrases) {
        return new Contains(text, new LinkedHashSet<>(List.of(phrases)));
    }
}
