package dev.millrace.kernel.postgres;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says within seconds whether the database answers. Boot's own asks without a limit, and so hangs with a database that hangs. */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final int SECONDS = 2;

    private final DataSource database;

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try (var connection = database.getConnection()) {
            return connection.isValid(SECONDS)
                    ? Health.up().build()
                    : Health.down().build();
        } catch (SQLException e) {
            return Health.down().build();
        }
    }
}
