package dev.millrace.routing;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.millrace.kernel.Refusal;
import dev.millrace.tickets.Ticket;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a rule try: what it cannot do is undone to the point before it and written on its page, and all else goes on. */
@Component
class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final Matches matches;
    private final TransactionTemplate attempt;

    Attempts(Matches matches, PlatformTransactionManager transactions) {
        this.matches = matches;
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(PROPAGATION_NESTED);
    }

    /** Answers with the ticket after the work, or with nothing when it could not be done. */
    Optional<Ticket> make(Rule rule, Ticket ticket, Supplier<Ticket> work) {
        try {
            return Optional.ofNullable(attempt.execute(_ -> work.get()));
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
