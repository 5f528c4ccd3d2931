package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ConsiderateTest {

    /** The policy is the 41st field of a thread's line: proc(5). */
    private static final int POLICY = 41;

    private static final String IDLE = "5";

    @Test
    @EnabledOnOs(OS.LINUX)
    void longComputingStandsLastInLineAndNobodyElseDoes() {
        var seen = new ArrayList<String>();

        Considerate.run("test", _ -> seen.add(policyOfThisThread()));

        assertThat(seen).containsExactly(IDLE);
        assertThat(policyOfThisThread()).isNotEqualTo(IDLE);
    }

    @Test
    void whoWaitsHearsWhatWentWrong() {
        assertThatThrownBy(() -> Considerate.run("test", _ -> {
                    throw new IllegalStateException("No ink");
                }))
                .hasMessage("No ink");
    }

    private static String policyOfThisThread() {
        try {
            var line = Files.readString(Path.of("/proc/thread-self/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ")[POLICY - 3];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
