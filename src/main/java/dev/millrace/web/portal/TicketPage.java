package dev.millrace.web.portal;

import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.OwnTickets.Said;
import dev.millrace.tickets.OwnTickets.Turn;
import dev.millrace.tickets.OwnTickets.Whole;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.web.ticket.Prose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the page of a customer's ticket shows: what was said and when it was solved, in one order. */
public record TicketPage(Whole whole, List<Step> course) {

    /** One of both. */
    public sealed interface Step {

        Instant at();

        record Spoken(Said said) implements Step {
            @Override
            public Instant at() {
                return said.message().at();
            }
        }

        record Turned(Turn turn) implements Step {
            @Override
            public Instant at() {
                return turn.at();
            }
        }
    }

    static TicketPage of(Whole whole) {
        var course = new ArrayList<Step>();
        whole.said().forEach(said -> course.add(new Step.Spoken(said)));
        whole.turns().forEach(turn -> course.add(new Step.Turned(turn)));
        course.sort(Comparator.comparing(Step::at));
        return new TicketPage(whole, List.copyOf(course));
    }

    public Ticket ticket() {
        return whole.ticket();
    }

    public String href() {
        return "/help/tickets/" + ticket().number();
    }

    /** The message as safe HTML; its own pictures are fetched from here, those from elsewhere are not. */
    public String html(Message message) {
        return message.html() == null || message.html().isBlank()
                ? Prose.ofText(message.body())
                : Prose.of(message.html()).replace("=\"/attachments/", "=\"" + href() + "/attachments/");
    }

    /** The files that are not shown within the text. */
    public List<Attachment> files(Message message) {
        return message.attachments().stream()
                .filter(file -> !file.inline()
                        || message.html() == null
                        || !message.html().contains(file.id().toString()))
                .toList();
    }

    /** Where it stands, in one word for customers: {@code answer}, {@code solved} or {@code working}. */
    public static String standing(Status status) {
        return switch (status) {
            case NEW, OPEN, ON_HOLD -> "working";
            case WAITING -> "answer";
            case SOLVED, CLOSED -> "solved";
        };
    }
}
