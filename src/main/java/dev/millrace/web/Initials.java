package dev.millrace.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** What stands in a person's round: at most two letters of the name, on a colour that stays with it. */
public final class Initials {

    private static final int HUES = 12;
    private static final Pattern WORD = Pattern.compile("\\p{L}\\p{M}*");

    private Initials() {}

    public static String of(String name) {
        var words = name.strip().split("[\\s@._-]+");
        var first = firstLetter(words[0]);
        var last = words.length > 1 && !name.contains("@") ? firstLetter(words[words.length - 1]) : "";
        return first.isEmpty() && last.isEmpty() ? "#" : first + last;
    }

    public static int hue(String name) {
        return Math.floorMod(name.strip().toLowerCase(Locale.ROOT).hashCode() * 31, HUES);
    }

    private static String firstLetter(String word) {
        var letter = WORD.matcher(word);
        return letter.find() ? letter.group() : "";
    }
}
