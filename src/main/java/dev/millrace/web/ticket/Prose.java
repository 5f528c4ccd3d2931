package dev.millrace.web.ticket;

import static java.util.stream.Collectors.joining;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail's sanitised HTML in the colours of the desk: the sender's own would be black on black by night. What words mean by
 * their style is kept in {@code data-look}, which the stylesheet honours, since the content policy allows no style inline.
 */
public final class Prose {

    private static final Pattern PAINT = Pattern.compile(" (?:bgcolor|color)=\"[^\"]*\"");
    private static final Pattern STYLE = Pattern.compile(" style=\"([^\"]*)\"");
    private static final Pattern MEANING = Pattern.compile("font-weight:(?:bold|[6-9]00)|font-style:italic"
            + "|text-decoration:(?:underline|line-through)|text-align:(?:center|right)|white-space:pre(?:-wrap)?");

    /** What ends a sentence, or the bracket an address stands in, is not of the address. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,:;!?')\\]}]");

    private Prose() {}

    /** A plain text, its web addresses as links; everything in it is escaped. */
    public static String ofText(String text) {
        var html = new StringBuilder(text.length() + 64);
        var done = 0;
        for (var address = ADDRESS.matcher(text); address.find(); done = address.end()) {
            var url = escaped(address.group());
            html.append(escaped(text.substring(done, address.start())))
                    .append("<a href=\"")
                    .append(url)
                    .append("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">")
                    .append(url)
                    .append("</a>");
        }
        return html.append(escaped(text.substring(done))).toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

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
