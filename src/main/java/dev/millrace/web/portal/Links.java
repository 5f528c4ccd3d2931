package dev.millrace.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Addresses of the portal that carry something with them. */
public final class Links {

    private Links() {}

    /** The sign-in page: with a password, or with a letter when {@code with} is empty. */
    public static String signIn(String with, String next) {
        var query = (with.isEmpty() ? "" : "&with=" + with) + (next.isEmpty() ? "" : "&next=" + encoded(next));
        return "/help/sign-in" + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    public static String tickets(String words, @Nullable String after) {
        var query = (words.isBlank() ? "" : "&q=" + encoded(words)) + (after == null ? "" : "&after=" + encoded(after));
        return "/help/tickets" + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
