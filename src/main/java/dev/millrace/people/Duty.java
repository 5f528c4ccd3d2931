package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who works here takes on.
 *
 * @param capacity how many units of open tickets they carry at once; 0 for none
 * @param senior gets those that want a practised hand
 * @param languages they answer in, as two letters each
 * @param shift when they work; null when their team does
 */
public record Duty(
        int capacity,
        boolean senior,
        Set<String> languages,
        @Nullable Shift shift) {

    public static final Duty USUAL = new Duty(10, false, Set.of(), null);

    private static final int MOST = 1000;
    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

    public Duty {
        if (capacity < 0 || capacity > MOST) {
            throw new Invalid("capacity", "A number from 0 to %d.".formatted(MOST));
        }
        languages = new TreeSet<>(languages);
    }

    /** Reads what somebody typed, like "de, en". */
    public static Set<String> languages(String typed) {
        var languages = new TreeSet<String>();
        Stream.of(typed.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(word -> !word.isBlank())
                .forEach(word -> {
                    if (!KNOWN.contains(word)) {
                        throw new Invalid(
                                "languages",
                                "“%s” is no language. Write two letters each, like de, en, fr.".formatted(word));
                    }
                    languages.add(word);
                });
        return languages;
    }
}
