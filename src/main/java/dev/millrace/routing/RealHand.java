package dev.millrace.routing;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.millrace.kernel.Refusal;
import dev.millrace.routing.Sorting.Hand;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what is decided, each in a transaction inside the batch's, so that what fails is undone by itself. */
@Component
class RealHand implements Hand {

    private static final Logger log = LoggerFactory.getLogger(RealHand.class);

    private final Tickets tickets;
    private final Matches matches;
    private final TransactionTemplate attempt;

    RealHand(Tickets tickets, Matches matches, PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.matches = matches;
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
        try {
            return Optional.ofNullable(attempt.execute(_ -> tickets.change(ticket.id(), changes, rule.actor())));
        } catch (TransientDataAccessException | TransactionException e) {
            // Not the rule's fault: the batch is taken again from the start.
            throw e;
        } catch (RuntimeException e) {
            log.warn(
                    "Rule {} version {} could not change ticket {}",
                    rule.id(),
                    rule.current().number(),
                    ticket.number(),
                    e);
            matches.failed(rule, ticket.id().value(), reason(e));
            return Optional.empty();
        }
    }

    private static String reason(RuntimeException e) {
        return switch (e) {
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case DataIntegrityViolationException _ ->
                "A team, category or person that the rule names is not there any more.";
            default -> "Something unexpected went wrong; the log of the desk says what.";
        };
    }
}
