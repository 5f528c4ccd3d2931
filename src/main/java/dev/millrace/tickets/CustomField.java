package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Refusal.Invalid;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a desk wants to know about its tickets beyond what every ticket has.
 *
 * @param key its name for programs; it never changes, nor does its kind
 * @param choices of a choice, in their order
 * @param required whether a form that shows it must be filled in there
 * @param onForm whether the contact form asks for it
 * @param categories tickets of which it is about; none means all
 */
public record CustomField(
        String key,
        String name,
        Kind kind,
        List<String> choices,
        boolean required,
        boolean onForm,
        Set<CategoryId> categories,
        boolean archived) {

    public enum Kind {
        TEXT,
        NUMBER,
        YES_NO,
        CHOICE,
        DATE;

        @JsonCreator
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 500;

    public CustomField {
        choices = List.copyOf(choices);
        categories = Set.copyOf(categories);
    }

    /** Among all fields of the desk, which keep their keys for ever. */
    public static CustomField of(String key, List<CustomField> among) {
        return among.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There was never a field " + key));
    }

    /** Whether its value is chosen from a few, not written. */
    public boolean isChosen() {
        return kind == Kind.CHOICE || kind == Kind.YES_NO;
    }

    public CustomField archived(boolean next) {
        return new CustomField(key, name, kind, choices, required, onForm, categories, next);
    }

    /** The values to choose from. */
    public List<String> options() {
        return kind == Kind.YES_NO ? List.of("true", "false") : choices;
    }

    /** The type of the input that it is written into. */
    public String input() {
        return switch (kind) {
            case NUMBER -> "number";
            case DATE -> "date";
            case TEXT, YES_NO, CHOICE -> "text";
        };
    }

    /** Whether it is asked about a ticket of this category. */
    public boolean isAbout(@Nullable CategoryId category) {
        return !archived && (categories.isEmpty() || (category != null && categories.contains(category)));
    }

    /** A value as somebody wrote it, in the one form it is kept in; refused with the field's key. */
    public String read(String written) {
        try {
            return plain(written.strip());
        } catch (Invalid invalid) {
            throw new Invalid("fields." + key, String.valueOf(invalid.getMessage()));
        }
    }

    private String plain(String text) {
        return switch (kind) {
            case TEXT -> {
                must(text.length() <= LONGEST, "Write at most %d characters.".formatted(LONGEST));
                yield line(text);
            }
            case NUMBER -> number(text).toPlainString();
            case YES_NO -> {
                must(text.equals("true") || text.equals("false"), "Say true or false.");
                yield text;
            }
            case CHOICE -> {
                must(choices.contains(text), "“%s” is none of %s.".formatted(shown(text), String.join(", ", choices)));
                yield text;
            }
            case DATE -> date(text).toString();
        };
    }

    /** As programs see it: a number as a number, yes or no as true or false. */
    public Object json(String value) {
        return switch (kind) {
            case TEXT, CHOICE, DATE -> value;
            case NUMBER -> new BigDecimal(value);
            case YES_NO -> Boolean.valueOf(value);
        };
    }

    static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    static BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text.strip());
            if (text.length() <= 40 && Math.abs((long) number.scale()) <= 30 && number.precision() <= 30) {
                return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            }
        } catch (NumberFormatException _) {
            // Said below, as of one that is too long.
        }
        throw new Invalid("number", "“%s” is not a number of at most 30 digits.".formatted(shown(text)));
    }

    static LocalDate date(String text) {
        try {
            var date = LocalDate.parse(text.strip());
            if (date.getYear() >= 1000 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException _) {
            // Said below, as of a year that nobody means.
        }
        throw new Invalid("date", "“%s” is not a date: write it like 2026-03-01.".formatted(shown(text)));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static void must(boolean holds, String message) {
        if (!holds) {
            throw new Invalid("value", message);
        }
    }
}
