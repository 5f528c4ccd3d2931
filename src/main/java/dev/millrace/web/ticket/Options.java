package dev.millrace.web.ticket;

import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a ticket's properties are and may become, as the values and words of their fields. */
public final class Options {

    private Options() {}

    public static String category(Ticket ticket) {
        return value(ticket.category() == null ? null : ticket.category().value());
    }

    public static String team(Ticket ticket) {
        return value(ticket.team() == null ? null : ticket.team().value());
    }

    public static String assignee(Ticket ticket) {
        return value(ticket.assignee() == null ? null : ticket.assignee().value());
    }

    /** Nothing becomes new again. */
    public static Map<String, String> statuses(Ticket ticket, Texts t) {
        var options = new LinkedHashMap<String, String>();
        for (var status : Status.values()) {
            if (status != Status.NEW || ticket.status() == Status.NEW) {
                options.put(status.word(), t.word("status", status));
            }
        }
        return options;
    }

    public static Map<String, String> priorities(Texts t) {
        var options = new LinkedHashMap<String, String>();
        for (var priority : Priority.values()) {
            options.put(priority.word(), t.word("priority", priority));
        }
        return options;
    }

    public static Map<String, String> categories(TicketPage page, Texts t) {
        return options(
                t.of("ticket.none"), category(page.ticket()), page.choices().categories());
    }

    public static Map<String, String> teams(TicketPage page, Texts t) {
        return options(t.of("ticket.none"), team(page.ticket()), page.choices().teams());
    }

    /** For a ticket that is still to be opened. */
    public static Map<String, String> teams(Given choices, Texts t) {
        return options(t.of("ticket.none"), Is.NONE, choices.teams());
    }

    public static Map<String, String> assignees(TicketPage page, Texts t) {
        return options(
                t.of("ticket.nobody"), assignee(page.ticket()), page.choices().agents());
    }

    /** What is offered, and what the ticket has although it is no longer offered. */
    private static Map<String, String> options(String none, String value, List<Choice> choices) {
        var options = new LinkedHashMap<String, String>();
        options.put(Is.NONE, none);
        for (var choice : choices) {
            if (choice.offered() || value.equals(choice.id().toString())) {
                options.put(choice.id().toString(), choice.name());
            }
        }
        return options;
    }

    private static String value(@Nullable UUID id) {
        return id == null ? Is.NONE : id.toString();
    }
}
