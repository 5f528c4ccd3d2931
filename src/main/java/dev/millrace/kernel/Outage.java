package dev.millrace.kernel;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a failure of the house (its database, its disk) from a failure of what was asked: the same again works later. */
public final class Outage {

    /** SQLSTATE classes: connection, transaction rollback, resources, locks, operator, system. */
    private static final Set<String> HOUSE = Set.of("08", "40", "53", "55", "57", "58");

    private Outage() {}

    public static boolean isBehind(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException || cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                // the pool gives no state when it says that a connection has died
                return sql.getSQLState() == null
                        || HOUSE.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
