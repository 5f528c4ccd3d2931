package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The filters of the list as they stand in its URL: several values in one are separated by commas, {@code none} is "not set". */
record TicketFilter(
        @Nullable String status,
        @Nullable String team,
        @Nullable String assignee,
        @Nullable String category,
        @Nullable String priority,
        @Nullable String tag,
        @Nullable String language,
        @Nullable String mood,
        @Nullable String field) {

    Criteria criteria(References references) {
        var all = new ArrayList<Criteria>();
        add(all, Field.STATUS, status, word -> References.status(word).word());
        add(all, Field.PRIORITY, priority, word -> References.priority(word).word());
        add(all, Field.TEAM, team, word -> references.team(word).value().toString());
        add(
                all,
                Field.ASSIGNEE,
                assignee,
                word -> references.agent("assignee", word).value().toString());
        add(
                all,
                Field.CATEGORY,
                category,
                word -> references.category(word).value().toString());
        add(all, Field.TAG, tag, Function.identity());
        add(all, Field.LANGUAGE, language, Function.identity());
        add(all, Field.MOOD, mood, TicketFilter::mood);
        if (field != null && !field.isBlank()) {
            all.add(filled(field));
        }
        return new Criteria.All(all);
    }

    /** {@code KEY:VALUE}, as the ticket's JSON writes the value. */
    private static Criteria filled(String word) {
        var end = word.indexOf(':');
        if (end < 1) {
            throw new Invalid("field", "Write the key of the field, a colon and the value: order_no:4711.");
        }
        return new Criteria.Filled(word.substring(0, end), Criteria.Filled.Test.IS, Set.of(word.substring(end + 1)));
    }

    private static String mood(String word) {
        if (!Reading.MOODS.contains(word)) {
            throw new Invalid("mood", "“%s” is none of %s.".formatted(word, String.join(", ", Reading.MOODS)));
        }
        return word;
    }

    private static void add(
            ArrayList<Criteria> all, Field field, @Nullable String words, Function<String, String> read) {
        if (words == null || words.isBlank()) {
            return;
        }
        var values = new LinkedHashSet<String>();
        Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> values.add(word.equals(Is.NONE) ? word : read.apply(word)));
        all.add(new Is(field, values));
    }
}
