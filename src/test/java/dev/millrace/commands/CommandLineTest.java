package dev.millrace.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Millrace;
import dev.millrace.kernel.postgres.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CommandLineTest {

    private final CommandLine commands = new CommandLine(Millrace.class);

    @Test
    void listsEveryCommand(CapturedOutput output) {
        assertThat(commands.run("--help")).isZero();

        assertThat(output.getOut()).contains("serve ", "demo ", "owner ", "token ", "inspect-mail ");
    }

    @Test
    void explainsOneCommand(CapturedOutput output) {
        assertThat(commands.run("serve", "--help")).isZero();

        assertThat(output.getOut()).startsWith("millrace serve ");
    }

    @Test
    void namesACommandThatDoesNotExist(CapturedOutput output) {
        assertThat(commands.run("srve")).isEqualTo(2);

        assertThat(output.getErr())
                .startsWith("millrace: Unknown command \"srve\"")
                .hasLineCount(1);
    }

    @Test
    void namesAnOptionThatDoesNotExist(CapturedOutput output) {
        assertThat(commands.run("serve", "--port")).isEqualTo(2);

        assertThat(output.getErr())
                .startsWith("millrace: Unknown option \"--port\"")
                .hasLineCount(1);
    }

    @Test
    void saysInOneLineWhyTheDeskCannotStart(CapturedOutput output) {
        assertThat(commands.run("serve", "--millrace.hoem=/tmp", "--server.port=0"))
                .isEqualTo(1);

        assertThat(output.getErr())
                .startsWith("millrace: Unknown setting: millrace.hoem")
                .hasLineCount(1);
    }

    @Test
    void saysInOneLineThatTheAddressOfTheFilesLacksABucket(CapturedOutput output, @TempDir Path home) {
        assertThat(commands.run(
                        "serve",
                        "--millrace.files=s3://",
                        "--millrace.home=" + home,
                        "--millrace.secret=a long way to Tipperary",
                        "--server.port=0",
                        "--millrace.database.url=" + TestPostgres.cloneUrl()))
                .isEqualTo(1);

        assertThat(output.getErr())
                .startsWith("millrace: MILLRACE_FILES is s3://, which names no bucket.")
                .hasLineCount(1);
    }
}
