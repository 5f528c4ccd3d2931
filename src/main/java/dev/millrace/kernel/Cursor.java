package dev.millrace.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: the sort values of its last row, as an opaque url-safe word. */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    /** Reads a cursor of {@code size} values; a tampered or foreign one is refused as the field {@code after}. */
    public static Optional<Cursor> parse(@Nullable String word, int size) {
        if (word == null || word.isBlank()) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(word), UTF_8);
            var cursor = new Cursor(List.of(text.split(SEPARATOR, -1)));
            if (cursor.values.size() == size) {
                return Optional.of(cursor);
            }
        } catch (IllegalArgumentException _) {
            // falls through to the refusal: not one of our words
        }
        throw foreign();
    }

    /** Reads the cursor of a list that is sorted by its ids. */
    public static Optional<UUID> id(@Nullable String word) {
        return parse(word, 1).map(cursor -> {
            try {
                return UUID.fromString(cursor.values.getFirst());
            } catch (IllegalArgumentException _) {
                throw foreign();
            }
        });
    }

    /** Reads the cursor of a list that is sorted by one number. */
    public static Optional<Long> number(@Nullable String word) {
        return parse(word, 1).map(cursor -> {
            try {
                return Long.parseLong(cursor.values.getFirst());
            } catch (NumberFormatException _) {
                throw foreign();
            }
        });
    }

    private static Refusal foreign() {
        return new Refusal.Invalid("after", "This is not a cursor of this list. Start again from the first page.");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, values).getBytes(UTF_8));
    }
}
