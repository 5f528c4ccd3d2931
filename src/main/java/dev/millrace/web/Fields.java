package dev.millrace.web;

import org.jspecify.annotations.Nullable;

/** Which of a field's texts a screen reader reads with it. */
public final class Fields {

    private Fields() {}

    public static @Nullable String describedBy(String name, @Nullable String hint, @Nullable String error) {
        if (hint == null) {
            return error == null ? null : name + "-error";
        }
        return error == null ? name + "-hint" : name + "-hint " + name + "-error";
    }
}
