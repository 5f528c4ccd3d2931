package dev.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

@DatabaseTest
@ApplicationModuleTest(extraIncludes = "people")
class MigrationsTest {

    @Autowired
    private FlywayMigrationStrategy migration;

    @Autowired
    private Flyway flyway;

    @Autowired
    private JdbcClient db;

    @Test
    void aDatabaseOfAnotherBuildIsLeftAloneAndTheOwnerToldWhatToDo() {
        changeTheFirstBy(1);
        try {
            assertThatThrownBy(() -> migration.migrate(flyway))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("This database was made by another build of Millrace")
                    .hasMessageContaining("MILLRACE_HOME");
        } finally {
            changeTheFirstBy(-1);
        }
    }

    private void changeTheFirstBy(int difference) {
        db.sql("update public.migration set checksum = checksum + :difference where version = '0001'")
                .param("difference", difference)
                .update();
    }
}
