package dev.millrace.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What everybody tries first, of those long enough to pass the rule of length. */
final class CommonPasswords {

    private static final int FEWEST_DIFFERENT = 4;
    private static final String ROWS = "01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm"
            + " qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn7ujm";

    /** Stems people lengthen with digits and marks: "Password123!", "welcome2024". */
    private static final Set<String> STEMS =
            Arrays.stream("""
            password passwort motdepasse contrasena wachtwoord passw0rd p@ssword p@ssw0rd pass word letmein welcome
            willkommen bienvenue admin administrator root superuser iloveyou ichliebedich football baseball basketball
            superman batman pokemon dragon monkey princess sunshine shadow master michael jennifer jordan computer
            internet samsung starwars whatever trustno1 changeme default secret geheim support helpdesk millrace company
            qwerty qwertz azerty abc abcd test testing hello hallo login guest user temp temporary summer winter spring
            autumn january september london paris berlin google facebook linkedin chocolate cheese flower freedom
            """.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private CommonPasswords() {}

    static boolean contain(String password) {
        var plain = password.toLowerCase(Locale.ROOT);
        var letters = plain.replaceAll("^[\\d\\p{Punct}]+|[\\d\\p{Punct}]+$", "");
        return plain.chars().distinct().count() < FEWEST_DIFFERENT
                || runs(plain)
                || letters.isEmpty() && plain.length() < 14
                || STEMS.contains(letters)
                || doubled(plain)
                || doubled(letters);
    }

    /** "passwordpassword" and "abc123abc123". */
    private static boolean doubled(String text) {
        var half = text.substring(0, text.length() / 2);
        return !half.isEmpty() && text.equals(half + half);
    }

    private static boolean runs(String password) {
        return Arrays.stream(ROWS.split(" "))
                .anyMatch(row -> row.contains(password)
                        || new StringBuilder(row).reverse().toString().contains(password));
    }
}
