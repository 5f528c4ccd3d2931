package dev.millrace.web.ticket;

import static java.util.stream.Collectors.joining;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A mail's sanitised HTML in the colours of the desk: the sender's own would be black on black by night. What words mean by
 * their style is kept in {@code data-look}, which the stylesheet honours, since the content policy allows no style inline.
 */
public final class Prose {

    private static final Pattern PAINT = Pattern.compile(" (?:bgcolor|color)=\"[^\"]*\"");
    private static final Pattern STYLE = Pattern.compile(" style=\"([^\"]*)\"");
    private static final Pattern MEANING = Pattern.compile("font-weight:(?:bold|[6-9]00)|font-style:italic"
            + "|text-decoration:(?:underline|line-through)|text-align:(?:center|right)|white-space:pre(?:-wrap)?");

    private Prose() {}

    /** A quotation mark in text is written as an entity, so only attributes match. */
    public static String of(String html) {
        return STYLE.matcher(PAINT.matcher(html).replaceAll("")).replaceAll(Prose::look);
    }

    private static String look(MatchResult style) {
        var meant = MEANING.matcher(style.group(1))
                .results()
                .map(MatchResult::group)
                .collect(joining(" "));
        return meant.isEmpty() ? "" : " data-look=\"" + meant + "\"";
    }
}
