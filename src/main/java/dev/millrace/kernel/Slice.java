package dev.millrace.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A piece of a long list and the cursor of the next piece, null at the end. Page 1000 costs what page 1 costs. */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }

    /** From rows fetched with {@code limit + 1}: the surplus row only tells that there is more. */
    public static <T> Slice<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Slice<>(items, cursor.apply(items.getLast()).toString());
    }

    public <R> Slice<R> map(Function<T, R> each) {
        return new Slice<>(items.stream().map(each).toList(), next);
    }
}
