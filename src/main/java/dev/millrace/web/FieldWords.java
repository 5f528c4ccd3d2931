package dev.millrace.web;

import dev.millrace.tickets.CustomField;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in the desk's own fields, in the reader's words. */
public final class FieldWords {

    private FieldWords() {}

    public static String of(CustomField field, String value, Texts t) {
        return switch (field.kind()) {
            case TEXT, NUMBER, CHOICE -> value;
            case YES_NO -> t.of("fields." + value);
            case DATE -> t.day(LocalDate.parse(value));
        };
    }

    /** What a field can be chosen to be: nothing, its choices, and what it is although it is no longer offered. */
    public static Map<String, String> options(CustomField field, String value, Texts t) {
        var options = new LinkedHashMap<String, String>();
        options.put("", t.of("fields.nothing"));
        field.options().forEach(option -> options.put(option, of(field, option, t)));
        options.putIfAbsent(value, value);
        return options;
    }
}
