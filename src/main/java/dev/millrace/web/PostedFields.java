package dev.millrace.web;

import java.util.HashMap;
import java.util.Map;

/** What a form sent for the desk's own fields, which it names {@code fields.KEY}. */
public final class PostedFields {

    private static final String PREFIX = "fields.";

    private PostedFields() {}

    /** By the keys of the fields. */
    public static Map<String, String> of(Map<String, String> posted) {
        var fields = new HashMap<String, String>();
        posted.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                fields.put(name.substring(PREFIX.length()), value);
            }
        });
        return fields;
    }
}
