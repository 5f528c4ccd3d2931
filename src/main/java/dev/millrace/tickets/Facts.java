package dev.millrace.tickets;

import dev.millrace.people.CompanyId;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Criteria.Older.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may ask about a ticket. {@link #of} begins with what every ticket has; the rest is added by whoever
 * knows it.
 *
 * @param body text of its first message, or of the one that something is being done about
 * @param requesterEmail in lower case; null for a person without an address
 * @param now the instant against which ages are measured
 * @param inHours whether the desk was open when that message was written
 */
public record Facts(
        Ticket ticket,
        String body,
        @Nullable String requesterEmail,
        Instant now,
        Reading reading,
        Customer customer,
        History history,
        boolean inHours) {

    /** Who asks, to the house. */
    public record Customer(@Nullable CompanyId company, CustomerValue value) {

        public static final Customer UNKNOWN = new Customer(null, CustomerValue.STANDARD);
    }

    /**
     * What came before.
     *
     * @param earlier when the requester opened their earlier tickets, of many only the latest {@link #MOST}
     * @param reopened how often this one came back after it was solved
     * @param replies how often one of us answered
     * @param followedUpAt when the customer was last reminded since it has its status
     */
    public record History(
            List<Instant> earlier,
            int reopened,
            int replies,
            @Nullable Instant followedUpAt) {

        /** Nobody asks for more. */
        public static final int MOST = 100;

        public static final History NONE = new History(List.of(), 0, 0, null);

        public History {
            earlier = List.copyOf(earlier);
        }
    }

    public static Facts of(Ticket ticket, String body, @Nullable String requesterEmail, Instant now) {
        return new Facts(ticket, body, requesterEmail, now, Reading.NONE, Customer.UNKNOWN, History.NONE, true);
    }

    /** The same of the ticket after a change. */
    public Facts with(Ticket next) {
        return new Facts(next, body, requesterEmail, now, reading, customer, history, inHours);
    }

    public Facts with(Reading known) {
        return new Facts(ticket, body, requesterEmail, now, known, customer, history, inHours);
    }

    public Facts with(Customer known) {
        return new Facts(ticket, body, requesterEmail, now, reading, known, history, inHours);
    }

    public Facts with(History known) {
        return new Facts(ticket, body, requesterEmail, now, reading, customer, known, inHours);
    }

    /** About another message than the first. */
    public Facts about(String text, boolean writtenInHours) {
        return new Facts(ticket, text, requesterEmail, now, reading, customer, history, writtenInHours);
    }

    public Facts writtenInHours(boolean open) {
        return about(body, open);
    }

    /** Since when it has been so; null when it is not. */
    public @Nullable Instant since(Since since) {
        return switch (since) {
            case OPENED -> ticket.openedAt();
            case UPDATED -> ticket.updatedAt();
            case WAITING -> ticket.waitingSince();
            case STATUS -> ticket.statusSince();
            case FOLLOWED_UP -> history.followedUpAt();
        };
    }

    /** How many tickets the requester opened within a time before this one, this one among them. */
    long openedWithin(Duration time) {
        var since = ticket.openedAt().minus(time);
        return 1 + history.earlier().stream().filter(at -> !at.isBefore(since)).count();
    }
}
