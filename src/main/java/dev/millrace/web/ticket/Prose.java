package dev.millrace.web.ticket;

import java.util.regex.Pattern;

/**
 * A mail's sanitised HTML in the colours of the desk. The sender's own would be black on black by night, and the page's
 * policy blocks their styles anyway.
 */
public final class Prose {

    private static final Pattern LOOKS = Pattern.compile(" (?:style|bgcolor|color)=\"[^\"]*\"");

    private Prose() {}

    /** A quotation mark in text is written as an entity, so only attributes match. */
    public static String of(String html) {
        return LOOKS.matcher(html).replaceAll("");
    }
}
