package dev.millrace.routing;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.millrace.routing.Sorting.Hand;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what is decided, each in a transaction inside the batch's, so that what fails is undone by itself. */
@Component
class RealHand implements Hand {

    private final Tickets tickets;
    private final Attempts attempts;
    private final TransactionTemplate attempt;

    RealHand(Tickets tickets, Attempts attempts, PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.attempts = attempts;
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(PROPAGATION_NESTED);
    }

    @Override
    public Optional<Ticket> change(Ticket ticket, Change change, Actor by) {
        try {
            return Optional.ofNullable(attempt.execute(_ -> tickets.change(ticket.id(), List.of(change), by)));
        } catch (DataIntegrityViolationException _) {
            // A team that is gone since it was learned: the next version does not know it any more.
            return Optional.empty();
        }
    }

    @Override
    public Optional<Ticket> follow(Rule rule, Ticket ticket, List<Change> changes) {
        return attempts.make(rule, ticket, () -> tickets.change(ticket.id(), changes, rule.actor()));
    }
}
