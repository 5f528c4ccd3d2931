package dev.millrace.kernel;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How long a transaction waits for the disk. Every one does until its commit is there, but those that say they need not. */
@Component
public class Durability {

    private final JdbcClient db;

    Durability(JdbcClient db) {
        this.db = db;
    }

    /**
     * For work that is found in rows and would be found there again: a crash of the database may undo the last moment of
     * it, and then it is done again. Any later commit that does wait carries it along, so nothing leaves the house that
     * a crash could undo. See ADR 0008.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void canWait() {
        db.sql("select set_config('synchronous_commit', 'off', true)")
                .query(String.class)
                .single();
    }
}
