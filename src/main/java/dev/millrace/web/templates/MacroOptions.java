package dev.millrace.web.templates;

import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a macro can set each property to; nothing leaves it as it is. */
final class MacroOptions {

    private MacroOptions() {}

    static Map<String, Map<String, String>> of(Given choices, Texts t) {
        var statuses = begin(t);
        for (var status : Status.values()) {
            if (status != Status.NEW) {
                statuses.put(status.word(), t.word("status", status));
            }
        }
        var priorities = begin(t);
        for (var priority : Priority.values()) {
            priorities.put(priority.word(), t.word("priority", priority));
        }
        var all = new LinkedHashMap<String, Map<String, String>>();
        all.put("status", statuses);
        all.put("priority", priorities);
        all.put("category", named(choices.offeredCategories(), t.of("ticket.none"), t));
        all.put("team", named(choices.teams(), t.of("ticket.none"), t));
        var assignees = begin(t);
        assignees.putAll(named(choices.offeredAgents(), t.of("ticket.nobody"), t));
        all.put("assignee", assignees);
        return all;
    }

    private static Map<String, String> named(List<Choice> choices, String none, Texts t) {
        var options = begin(t);
        options.put(Is.NONE, none);
        choices.forEach(choice -> options.put(choice.id().toString(), choice.name()));
        return options;
    }

    private static Map<String, String> begin(Texts t) {
        var options = new LinkedHashMap<String, String>();
        options.put("", t.of("macros.leave"));
        return options;
    }
}
