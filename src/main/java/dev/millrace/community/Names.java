package dev.millrace.community;

import java.util.Locale;

/** What others read of somebody's name: of customers the first word and an initial, since the whole world looks on. */
public final class Names {

    private Names() {}

    public static String shown(String name, boolean staff) {
        if (staff) {
            return name;
        }
        // Whoever has told no name is known by their address, which is nobody's business.
        var words = (name.contains("@") ? name.substring(0, name.indexOf('@')).replaceAll("[._\\d-]+", " ") : name)
                .strip()
                .split("\\s+");
        var first =
                words[0].isEmpty() ? "?" : words[0].substring(0, 1).toUpperCase(Locale.ROOT) + words[0].substring(1);
        var last = words[words.length - 1];
        return words.length == 1 ? first : first + " " + last.substring(0, last.offsetByCodePoints(0, 1)) + ".";
    }
}
