package dev.millrace.people;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions on every node at once, by deleting the rows they live in. */
@Component
@Transactional
public class Sessions {

    private static final String CUSTOMER = "customer:";

    private final JdbcClient db;
    private final Clock clock;

    Sessions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public void endAll(PersonId id) {
        db.sql("delete from people.spring_session where principal_name = :person")
                .param("person", id.toString())
                .update();
    }

    /** All but the one the person is using now. */
    public void endOthers(PersonId id, String sessionId) {
        db.sql("delete from people.spring_session where principal_name = :person and session_id <> :session")
                .param("person", id.toString())
                .param("session", sessionId)
                .update();
    }

    /** One of the person's own; somebody else's is left alone. */
    public void end(PersonId id, String sessionId) {
        db.sql("delete from people.spring_session where principal_name = :person and session_id = :session")
                .param("person", id.toString())
                .param("session", sessionId)
                .update();
    }

    /** Whose sessions of a customer are kept as; a colleague's have their bare id, so that the one is never taken for the other. */
    public static String ofCustomer(PersonId id) {
        return CUSTOMER + id;
    }

    /** The customer of such a session, if it is one. */
    public static Optional<PersonId> customer(String principal) {
        return principal.startsWith(CUSTOMER)
                ? Optional.of(PersonId.of(principal.substring(CUSTOMER.length())))
                : Optional.empty();
    }

    void endOthersOfCustomer(PersonId id, String sessionId) {
        db.sql("delete from people.spring_session where principal_name = :person and session_id <> :session")
                .param("person", ofCustomer(id))
                .param("session", sessionId)
                .update();
    }

    void sweep() {
        db.sql("delete from people.spring_session where expiry_time < :now")
                .param("now", clock.millis())
                .update();
    }
}
