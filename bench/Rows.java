import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks and changes what the desk keeps, beside the desk. */
record Rows(Desk desk) {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The first column of what a query finds. */
    List<String> column(String query) throws IOException, SQLException {
        var values = new ArrayList<String>();
        try (var database = desk.connect();
                var rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    String one(String query) throws IOException, SQLException {
        return column(query).getFirst();
    }

    double number(String query) throws IOException, SQLException {
        return Double.parseDouble(one(query));
    }

    /** Several statements, all or none of them. */
    void change(String... statements) throws IOException, SQLException {
        try (var database = desk.connect();
                var sql = database.createStatement()) {
            database.setAutoCommit(false);
            for (var statement : statements) {
                sql.execute(statement);
            }
            database.commit();
        }
    }

    /** Waits until a query finds nothing any more, asking it every so often. */
    void untilNone(String what, String query, Duration pause) throws IOException, SQLException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try (var database = desk.connect();
                var waiting = database.prepareStatement(query)) {
            while (read(waiting) > 0) {
                if (System.nanoTime() > until) {
                    throw new IOException("there is still " + what);
                }
                Thread.sleep(pause);
            }
        }
    }

    /** As PostgreSQL is after a quiet night. */
    void settle() throws IOException, SQLException {
        try (var database = desk.connectAsSuperuser();
                var sql = database.createStatement()) {
            sql.execute("vacuum analyze");
            sql.execute("checkpoint");
        }
    }

    static int read(PreparedStatement statement, Object... values) throws SQLException {
        for (var nth = 0; nth < values.length; nth++) {
            statement.setObject(nth + 1, values[nth]);
        }
        var count = 0;
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
                count++;
            }
        }
        return count;
    }
}
