package dev.millrace.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The machine-readable part of a delivery report (RFC 3464), or of a complaint (RFC 5965): groups of fields. */
record DeliveryStatus(Map<String, String> message, List<Map<String, String>> recipients) {

    private static final int LONGEST_VALUE = 4_000;

    static DeliveryStatus parse(String text) {
        var groups = new ArrayList<Map<String, String>>();
        var group = new LinkedHashMap<String, String>();
        String name = null;
        for (var line : text.split("\r?\n|\r", -1)) {
            if (line.isBlank()) {
                group = closed(group, groups);
                name = null;
                continue;
            }
            var colon = line.indexOf(':');
            if (name != null && (line.charAt(0) == ' ' || line.charAt(0) == '\t' || !isField(line, colon))) {
                group.merge(name, continuation(line), DeliveryStatus::longer);
            } else if (isField(line, colon)) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (name.equals("final-recipient") && group.containsKey(name)) {
                    // Two recipients without the empty line between them.
                    group = closed(group, groups);
                }
                group.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        closed(group, groups);
        return sorted(groups);
    }

    private static String longer(String value, String more) {
        return value.length() + more.length() > LONGEST_VALUE ? value : value + more;
    }

    /** A folded line, or one whose program folded it without indenting. */
    private static String continuation(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t'
                ? line.stripTrailing().replaceFirst("^[ \t]+", " ")
                : " " + line.strip();
    }

    private static boolean isField(String line, int colon) {
        if (colon < 3 || colon > 40) {
            return false;
        }
        for (var i = 0; i < colon; i++) {
            var c = line.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != ' ') {
                return false;
            }
        }
        return line.charAt(0) > ' ' && line.lastIndexOf(' ', colon) < 1;
    }

    private static LinkedHashMap<String, String> closed(
            LinkedHashMap<String, String> group, List<Map<String, String>> groups) {
        if (group.isEmpty()) {
            return group;
        }
        groups.add(group);
        return new LinkedHashMap<>();
    }

    private static DeliveryStatus sorted(List<Map<String, String>> groups) {
        var message = new LinkedHashMap<String, String>();
        var recipients = new ArrayList<Map<String, String>>();
        for (var group : groups) {
            if (group.containsKey("final-recipient")
                    || group.containsKey("original-recipient")
                    || group.containsKey("action")
                    || group.containsKey("x-actual-recipient")) {
                recipients.add(group);
            } else {
                group.forEach(message::putIfAbsent);
            }
        }
        return new DeliveryStatus(message, recipients);
    }

    /** {@code rfc822;ada@example.org} without its type, brackets and quotes. */
    static String address(Map<String, String> recipient) {
        for (var name : List.of("final-recipient", "original-recipient", "x-actual-recipient")) {
            var value = typeless(recipient.getOrDefault(name, ""));
            if (value.indexOf('@') > 0) {
                return value.replaceAll("[<>\"\\s]", "");
            }
        }
        return "";
    }

    static String typeless(String value) {
        var semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(semicolon + 1)).strip();
    }
}
