package dev.millrace.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Millrace;
import dev.millrace.kernel.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The commands that boot a small desk, on a database of their own. */
@ExtendWith(OutputCaptureExtension.class)
class PeopleCommandsTest {

    private final String database = TestPostgres.cloneUrl();
    private final CommandLine commands = new CommandLine(Millrace.class);

    @BeforeEach
    void pointAtTheDatabase() {
        System.setProperty("millrace.database.url", database);
        System.setProperty("millrace.secret", "the master key that every test shares");
    }

    @AfterEach
    void pointAway() {
        System.clearProperty("millrace.database.url");
        System.clearProperty("millrace.secret");
    }

    @Test
    void ownerMakesOneAndLetsThemInAgain(@TempDir Path folder, CapturedOutput output) throws IOException, SQLException {
        var file = Files.writeString(folder.resolve("password"), "the wheel turns at dawn\n");

        assertThat(commands.run("owner", "--email", "grace@example.com", "--password-file", file.toString()))
                .isZero();
        assertThat(commands.run("owner", "--email", "grace@example.com", "--password-file", file.toString()))
                .isZero();

        assertThat(output.getOut()).contains("grace@example.com is an owner of this desk");
        assertThat(count("people.agent")).isEqualTo(1);
    }

    @Test
    void ownerRefusesAWeakPasswordInOneLine(@TempDir Path folder, CapturedOutput output)
            throws IOException, SQLException {
        var file = Files.writeString(folder.resolve("password"), "short");

        assertThat(commands.run("owner", "--email", "grace@example.com", "--password-file", file.toString()))
                .isEqualTo(1);

        assertThat(output.getErr()).startsWith("millrace: ").hasLineCount(1);
        assertThat(count("people.agent")).isZero();
    }

    @Test
    void tokenPrintsNothingButTheToken(CapturedOutput output) throws SQLException {
        var before = output.getOut().length();

        assertThat(commands.run("token", "--name", "Shop", "--scope", "tickets:read", "inbound:write"))
                .isZero();

        assertThat(output.getOut().substring(before)).startsWith("mr_").hasLineCount(1);
        assertThat(count("people.api_token")).isEqualTo(1);
    }

    @Test
    void tokenNamesAScopeThatDoesNotExist(CapturedOutput output) {
        assertThat(commands.run("token", "--name", "Shop", "--scope", "everything"))
                .isEqualTo(1);

        assertThat(output.getErr())
                .startsWith("millrace: There is no scope everything")
                .hasLineCount(1);
    }

    private long count(String table) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
