package dev.millrace.web.sorting;

import dev.millrace.routing.Field;
import dev.millrace.routing.Replay;
import dev.millrace.routing.Rule;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A replay as somebody looks at it. */
public record ReplayPage(Replay replay, List<Rule> rules, Given choices) {

    public String state() {
        return "/settings/sorting/replays/" + replay.id() + "/state";
    }

    /** What was to be different, in words. */
    public List<String> changes(Texts t) {
        var changes = new ArrayList<String>();
        var plan = replay.plan();
        changes.add(
                plan.trust().acts()
                        ? t.of("replay.trust", t.share(plan.trust().allowedError()))
                        : t.of("replay.trust.off"));
        plan.versions()
                .forEach((field, version) ->
                        changes.add(t.of("replay.version", t.word("accuracy.one", field), version)));
        for (var rule : rules) {
            var on = plan.rules().contains(rule.id().value());
            if (on != rule.enabled()) {
                changes.add(t.of(on ? "replay.rule.on" : "replay.rule.off", "\u2068" + rule.name() + "\u2069"));
            }
        }
        return changes;
    }

    public String name(Field field, @Nullable String value, Texts t) {
        if (value == null) {
            return t.of("replay.nothing");
        }
        var name = switch (field) {
            case CATEGORY -> choices.category(CategoryId.of(value));
            case TEAM -> choices.team(UUID.fromString(value));
            case ASSIGNEE -> choices.agent(UUID.fromString(value));
            case PRIORITY -> t.word("priority", Priority.of(value));
            case STATUS -> t.word("status", Status.of(value));
            case TAGS, FIELDS -> value;
        };
        return name == null ? t.of("accuracy.gone") : name;
    }

    public String team(@Nullable UUID team, Texts t) {
        return name(Field.TEAM, team == null ? null : team.toString(), t);
    }
}
