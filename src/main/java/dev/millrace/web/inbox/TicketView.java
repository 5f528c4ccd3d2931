package dev.millrace.web.inbox;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Status;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that has a name and an address of its own.
 *
 * @param team the team whose list it is
 * @param counted whether the sidebar says how many; of what is done, nobody asks
 */
public record TicketView(
        String key,
        String icon,
        Criteria criteria,
        @Nullable UUID team,
        boolean counted) {

    private static final String TEAM = "team-";

    /** Those the sidebar shows to somebody, in this order. */
    static List<TicketView> of(SignedIn me, List<Choice> myTeams) {
        var views = new ArrayList<TicketView>();
        views.add(mine(me));
        views.add(unassigned());
        myTeams.stream().map(team -> team(team.id())).forEach(views::add);
        views.addAll(List.of(open(), waiting(), onHold(), solved(), all()));
        return views;
    }

    /** The one with this key. */
    public static TicketView of(String key, SignedIn me) {
        return switch (key) {
            case "mine" -> mine(me);
            case "unassigned" -> unassigned();
            case "open" -> open();
            case "waiting" -> waiting();
            case "on-hold" -> onHold();
            case "solved" -> solved();
            case "all" -> all();
            default -> {
                if (key.startsWith(TEAM)) {
                    yield team(teamId(key.substring(TEAM.length())));
                }
                throw unknown();
            }
        };
    }

    public String label(Texts t, Given choices) {
        var name = choices.team(team);
        return team == null ? t.of("inbox.view." + key) : name == null ? t.of("inbox.view.team") : name;
    }

    public String href() {
        return key.equals("open") ? "/inbox" : "/inbox/" + key;
    }

    /** Whether tickets of each status may stand in it, so that a filter by status makes sense. */
    public boolean mixed() {
        return !List.of("waiting", "on-hold").contains(key);
    }

    private static TicketView mine(SignedIn me) {
        return unsolved(
                "mine", "user-check", Criteria.is(Field.ASSIGNEE, me.id().toString()), null);
    }

    private static TicketView unassigned() {
        return unsolved("unassigned", "circle-help", Criteria.is(Field.ASSIGNEE, Is.NONE), null);
    }

    private static TicketView team(UUID id) {
        return unsolved(TEAM + id, "users", Criteria.is(Field.TEAM, id.toString()), id);
    }

    private static TicketView open() {
        return new TicketView("open", "inbox", Criteria.unsolved(), null, true);
    }

    private static TicketView waiting() {
        return new TicketView("waiting", "hourglass", status(Status.WAITING), null, true);
    }

    private static TicketView onHold() {
        return new TicketView("on-hold", "circle-pause", status(Status.ON_HOLD), null, true);
    }

    private static TicketView solved() {
        return new TicketView("solved", "circle-check", status(Status.SOLVED, Status.CLOSED), null, false);
    }

    private static TicketView all() {
        return new TicketView("all", "layers", Criteria.everything(), null, false);
    }

    private static TicketView unsolved(String key, String icon, Criteria criteria, @Nullable UUID team) {
        return new TicketView(key, icon, criteria.and(Criteria.unsolved()), team, true);
    }

    private static Criteria status(Status... statuses) {
        return Criteria.is(
                Field.STATUS, List.of(statuses).stream().map(Status::word).toArray(String[]::new));
    }

    private static UUID teamId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private static NotFound unknown() {
        return new NotFound("There is no such view.");
    }
}
