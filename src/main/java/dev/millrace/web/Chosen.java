package dev.millrace.web;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was chosen in a form's list: blank is nothing, and what no list of ours offers is refused by its field. */
public final class Chosen {

    private Chosen() {}

    public static <T> @Nullable T of(String field, String value, Function<String, T> read) {
        if (value.isBlank()) {
            return null;
        }
        try {
            return read.apply(value);
        } catch (IllegalArgumentException _) {
            throw refused(field);
        }
    }

    /** One of a fixed set, by its name in lower case. */
    public static <E extends Enum<E>> E of(String field, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> refused(field));
    }

    private static Invalid refused(String field) {
        return new Invalid(field, "Choose one of the list.");
    }
}
