package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

    @Test
    void aDeskWithALongCommandLineReadsTexts() throws Exception {
        // Given
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = List.of(java, "--enable-native-access=ALL-UNNAMED", Wakes.class.getName(), "x".repeat(60_000));
        var process = new ProcessBuilder(line).inheritIO();
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));

        // When
        var desk = process.start();

        // Then
        try {
            assertThat(desk.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(desk.exitValue()).isZero();
        } finally {
            desk.destroyForcibly();
        }
    }

    /** What runs in the other process. */
    static final class Wakes {

        public static void main(String[] arguments) {
            OnnxRuntime.environment();
        }
    }
}
