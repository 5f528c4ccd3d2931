package dev.millrace.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Somebody else's HTML, safe to show inside our page: nothing runs, nothing submits, nothing loads from elsewhere until
 * the reader asks. Remote images wait in {@code data-remote-src}.
 *
 * @param remoteImages how many images wait
 * @param trackers how many invisible images were dropped
 */
public record SafeHtml(String html, int remoteImages, int trackers) {

    public static final String REMOTE_SOURCE = "data-remote-src";

    private static final Pattern LINK = Pattern.compile("(?i)(?:https?|mailto|tel):[^\\s\\u0000-\\u001F]*");
    private static final Pattern REMOTE = Pattern.compile("(?i)https?://[^\\s\\u0000-\\u001F]+");
    private static final Pattern DATA = Pattern.compile("(?i)data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\\s]+");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}%?");
    private static final Pattern COLOR = Pattern.compile("(?i)#?[a-z0-9]{3,20}");

    /** Only what changes how words look. Nothing that moves, covers, hides or loads. */
    private static final CssSchema LOOKS = CssSchema.withProperties(List.of(
            "color",
            "background-color",
            "font-weight",
            "font-style",
            "font-size",
            "font-family",
            "text-align",
            "text-decoration",
            "vertical-align",
            "white-space",
            "border-collapse",
            "list-style-type",
            "padding",
            "padding-left",
            "padding-right",
            "padding-top",
            "padding-bottom"));

    /** The images of the HTML that this thread is cleaning: the policy is built once, and they differ each time. */
    private static final ScopedValue<Images> IMAGES = ScopedValue.newInstance();

    private static final PolicyFactory POLICY = policy();

    /** Cleans {@code html}; {@code cid} answers where the image of a content id is served, or null. */
    public static SafeHtml of(String html, Function<String, @Nullable String> cid) {
        var images = new Images(cid);
        var out = new StringBuilder(Math.min(html.length(), MailLimits.TEXT_CHARACTERS));
        var renderer = HtmlStreamRenderer.create(out, _ -> {});
        ScopedValue.where(IMAGES, images)
                .run(() -> HtmlSanitizer.sanitize(HtmlText.shorten(html), POLICY.apply(renderer)));
        return new SafeHtml(out.toString(), images.remote, images.trackers);
    }

    private static PolicyFactory policy() {
        return new HtmlPolicyBuilder()
                .allowElements(
                        "a",
                        "abbr",
                        "address",
                        "b",
                        "bdi",
                        "big",
                        "blockquote",
                        "br",
                        "caption",
                        "center",
                        "cite",
                        "code",
                        "col",
                        "colgroup",
                        "dd",
                        "del",
                        "details",
                        "dfn",
                        "div",
                        "dl",
                        "dt",
                        "em",
                        "figcaption",
                        "figure",
                        "font",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "hr",
                        "i",
                        "ins",
                        "kbd",
                        "li",
                        "mark",
                        "ol",
                        "p",
                        "pre",
                        "q",
                        "s",
                        "samp",
                        "small",
                        "span",
                        "strike",
                        "strong",
                        "sub",
                        "summary",
                        "sup",
                        "table",
                        "tbody",
                        "td",
                        "tfoot",
                        "th",
                        "thead",
                        "tr",
                        "tt",
                        "u",
                        "ul",
                        "var",
                        "wbr")
                .allowWithoutAttributes("a", "font", "span")
                .allowElements((element, attributes) -> IMAGES.get().image(element, attributes), "img")
                .allowElements(SafeHtml::link, "a")
                .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
                .allowAttributes("href")
                .matching(LINK)
                .onElements("a")
                .allowAttributes("src")
                .matching((_, _, value) -> Images.source(value))
                .onElements("img")
                .allowAttributes("alt", "title")
                .onElements("img")
                .allowAttributes("title")
                .onElements("a", "abbr", "td", "th")
                .allowAttributes("width", "height")
                .matching(SIZE)
                .onElements("img", "table", "td", "th", "col")
                .allowAttributes("colspan", "rowspan", "start")
                .matching(Pattern.compile("\\d{1,3}"))
                .onElements("td", "th", "ol", "col")
                .allowAttributes("align", "valign", "dir")
                .matching(Pattern.compile("(?i)[a-z]{2,10}"))
                .globally()
                .allowAttributes("color")
                .matching(COLOR)
                .onElements("font")
                .allowAttributes("bgcolor")
                .matching(COLOR)
                .onElements("table", "tr", "td", "th")
                .allowAttributes("size")
                .matching(Pattern.compile("[+-]?\\d"))
                .onElements("font")
                .allowAttributes("border", "cellpadding", "cellspacing")
                .matching(Pattern.compile("\\d{1,2}"))
                .onElements("table")
                .allowAttributes("lang")
                .matching(Pattern.compile("[a-zA-Z-]{2,12}"))
                .globally()
                .allowStyling(LOOKS)
                .toFactory();
    }

    private static String link(String element, List<String> attributes) {
        for (var i = attributes.size() - 2; i >= 0; i -= 2) {
            if (List.of("rel", "target").contains(attributes.get(i))) {
                attributes.subList(i, i + 2).clear();
            }
        }
        if (attributes.contains("href")) {
            attributes.addAll(List.of("target", "_blank", "rel", "noopener noreferrer nofollow"));
        }
        return element;
    }

    /** Decides about each image where it may come from, and counts. */
    private static final class Images {

        private final Function<String, @Nullable String> cid;
        private int remote;
        private int trackers;

        Images(Function<String, @Nullable String> cid) {
            this.cid = cid;
        }

        static @Nullable String source(String value) {
            var url = value.strip();
            if (url.regionMatches(true, 0, "cid:", 0, 4)) {
                return url;
            }
            return REMOTE.matcher(url).matches()
                            || url.length() < 400_000 && DATA.matcher(url).matches()
                    ? url
                    : null;
        }

        @Nullable String image(String element, List<String> attributes) {
            var at = attributes.indexOf("src");
            if (at < 0) {
                return null;
            }
            var url = attributes.get(at + 1);
            if (url.toLowerCase(Locale.ROOT).startsWith("http")) {
                return remote(element, attributes, at);
            }
            if (url.regionMatches(true, 0, "cid:", 0, 4)) {
                var served = cid.apply(url.substring(4));
                if (served == null) {
                    return null;
                }
                attributes.set(at + 1, served);
            }
            return element;
        }

        private @Nullable String remote(String element, List<String> attributes, int at) {
            if (isTiny(attributes)) {
                trackers++;
                return null;
            }
            remote++;
            attributes.set(at, REMOTE_SOURCE);
            return element;
        }

        private static boolean isTiny(List<String> attributes) {
            var sizes = new ArrayList<String>();
            for (var i = 0; i + 1 < attributes.size(); i += 2) {
                if (attributes.get(i).equals("width") || attributes.get(i).equals("height")) {
                    sizes.add(attributes.get(i + 1));
                }
            }
            return sizes.stream().anyMatch(size -> size.equals("0") || size.equals("1"));
        }
    }
}
