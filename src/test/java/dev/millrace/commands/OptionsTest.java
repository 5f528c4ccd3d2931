package dev.millrace.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Set<String> KNOWN = Set.of("--name", "--scope");

    @Test
    void takesSeveralWordsAndRepetitions() {
        var options = new Options(List.of("--scope", "a", "b", "--name", "Shop", "--scope", "c"), KNOWN);

        assertThat(options.one("--name")).isEqualTo("Shop");
        assertThat(options.all("--scope")).containsExactly("a", "b", "c");
    }

    @Test
    void namesWhatIsMissingUnknownOrTooMuch() {
        assertMisuse(() -> new Options(List.of("--nmae", "x"), KNOWN), "Unknown option \"--nmae\".");
        assertMisuse(() -> new Options(List.of("x"), KNOWN), "Unexpected \"x\".");
        assertMisuse(() -> new Options(List.of("--name"), KNOWN).one("--name"), "--name is missing. See --help.");
        assertMisuse(() -> new Options(List.of("--name", "a", "b"), KNOWN).one("--name"), "--name is said 2 times.");
    }

    private static void assertMisuse(ThrowingCallable call, String message) {
        assertThatExceptionOfType(Misuse.class).isThrownBy(call).withMessage(message);
    }
}
