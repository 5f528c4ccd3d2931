package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import org.jspecify.annotations.Nullable;

/** What people and things may be called: one line, no control or direction marks that would disguise it. */
final class Names {

    private static final int LONGEST = 200;

    private Names() {}

    /** A name somebody typed into a form: refused when there is nothing left of it. */
    static String person(String typed) {
        return required("name", typed, LONGEST);
    }

    static String required(String field, String typed, int longest) {
        var name = clean(typed);
        if (name.isEmpty()) {
            throw new Invalid(field, "Give a name.");
        }
        if (name.length() > longest) {
            throw new Invalid(field, "At most %d characters.".formatted(longest));
        }
        return name;
    }

    /** A name that came with a mail: made to fit, or the fallback when there is nothing left of it. */
    static String orElse(@Nullable String received, String fallback) {
        var name = received == null ? "" : clean(received);
        return name.isEmpty() ? fallback : shortened(name);
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var cut = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return name.substring(0, cut).strip();
    }
}
