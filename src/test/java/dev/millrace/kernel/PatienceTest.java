package dev.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;

/** How long the desk waits for a database that says nothing. */
@DatabaseTest
@ApplicationModuleTest(extraIncludes = "people")
class PatienceTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Flyway flyway;

    @Test
    void aStatementOfWhichNothingIsHeardForAMinuteIsGivenUp() throws Exception {
        try (var connection = database.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    @Test
    void aMigrationHasAllTheTimeItNeedsAndNobodyAfterIt() throws Exception {
        var waits = new ArrayList<Integer>();
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(new String[0])
                .table("migration_that_takes_long")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .javaMigrations(new V1__Long(waits))
                .load()
                .migrate();

        assertThat(waits).containsExactly(0);
        try (var connection = database.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    /** Notes how long it may take, in milliseconds; none is for ever. */
    private static final class V1__Long extends BaseJavaMigration {

        private final List<Integer> waits;

        private V1__Long(List<Integer> waits) {
            this.waits = waits;
        }

        @Override
        public void migrate(Context context) throws Exception {
            waits.add(context.getConnection().getNetworkTimeout());
        }
    }
}
