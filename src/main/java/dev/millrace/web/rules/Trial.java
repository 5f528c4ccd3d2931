package dev.millrace.web.rules;

import dev.millrace.routing.DryRun;
import dev.millrace.routing.Moment;
import dev.millrace.routing.RuleId;
import dev.millrace.routing.RuleText;
import dev.millrace.web.Chart;
import dev.millrace.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A dry run as a page shows it.
 *
 * @param text what the tried rule says
 * @param ready the stored rule that may now be switched on; null for a draft and for one that is on
 */
public record Trial(
        DryRun.Result result,
        RuleWords words,
        RuleText text,
        @Nullable RuleId ready) {

    private static final int TEAMS_SHOWN = 8;
    private static final int LABEL = 14;

    /** How what is said about it is keyed: of a rule about new tickets, or of one that is asked later. */
    public String word(String key) {
        return "rules.trial." + key + (text.moment() instanceof Moment.Opens ? "" : ".later");
    }

    public boolean reminds() {
        return text.followUp() != null;
    }

    public Texts t() {
        return words.t();
    }

    /** Tickets by team, as they are in grey and as the rule would have it in front. */
    public Chart teams() {
        return new Chart(
                t().of("rules.trial.teams"),
                t().of("rules.trial.withRule"),
                t().of("rules.trial.today"),
                result.teams().stream()
                        .limit(TEAMS_SHOWN)
                        .map(each -> new Chart.Point(
                                shortened(words.values()
                                        .name(
                                                Asked.TEAM,
                                                each.team() == null
                                                        ? "none"
                                                        : each.team().toString())),
                                each.withRule(),
                                each.today()))
                        .toList());
    }

    private static String shortened(String name) {
        return name.length() <= LABEL ? name : name.substring(0, LABEL - 1) + "…";
    }
}
