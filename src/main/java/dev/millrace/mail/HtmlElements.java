package dev.millrace.mail;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** What the elements of HTML mean to a reader of text. */
final class HtmlElements {

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "li",
            "main",
            "nav",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "caption");

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "figure");

    private static final Set<String> NEVER_SHOWN = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "object",
            "iframe",
            "select",
            "textarea",
            "svg",
            "math");

    private HtmlElements() {}

    static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    /** Set apart by an empty line; Outlook's MsoNormal has no margin and is not. */
    static boolean isParagraph(Element element) {
        return PARAGRAPHS.contains(element.normalName()) && !element.className().startsWith("Mso");
    }

    static boolean isHidden(Element element) {
        if (NEVER_SHOWN.contains(element.normalName())
                || element.normalName().indexOf(':') > 0 && element.normalName().startsWith("v:")) {
            return true;
        }
        var style = element.attr("style");
        if (style.isEmpty()) {
            return element.hasAttr("hidden");
        }
        var plain = style.replace(" ", "").toLowerCase(Locale.ROOT);
        return plain.contains("display:none") || plain.contains("mso-hide:all") || plain.contains("visibility:hidden");
    }

    static boolean isPreformatted(Node node) {
        var steps = 0;
        for (var parent = node.parent(); parent instanceof Element element && steps++ < 6; parent = element.parent()) {
            if (element.normalName().equals("pre")
                    || element.attr("style").replace(" ", "").contains("white-space:pre")) {
                return true;
            }
        }
        return false;
    }

    /** Where a link leads, when its text does not say so. */
    static String target(Element link) {
        var href = link.attr("href").strip();
        var bare = href.startsWith("mailto:") ? href.substring(7) : href;
        var shown = link.text().strip();
        if (!href.regionMatches(true, 0, "http", 0, 4) && !href.startsWith("mailto:") || shown.isEmpty()) {
            return "";
        }
        return sameTarget(shown, bare) ? "" : " <" + bare + ">";
    }

    private static boolean sameTarget(String shown, String href) {
        return essence(shown).equals(essence(href));
    }

    private static String essence(String address) {
        var bare = address.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://(www\\.)?", "")
                .replaceFirst("^www\\.", "");
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
