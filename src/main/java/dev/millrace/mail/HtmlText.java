package dev.millrace.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Turns HTML into text a person can read: paragraphs, lists, tables, links, and {@code >} before what is quoted. */
public final class HtmlText {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([a-zA-Z0-9_.:-]{2,40})", Pattern.CASE_INSENSITIVE);

    private HtmlText() {}

    public static String of(String html) {
        return of(Jsoup.parse(shorten(html)).body());
    }

    static String of(Element element) {
        var visitor = new Visitor();
        element.traverse(visitor);
        return visitor.out.text();
    }

    /** Plain text as HTML that looks the same. */
    public static String fromPlain(String text) {
        var escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<div>" + escaped.replace("\n", "<br>\n") + "</div>";
    }

    static String balanced(String html) {
        return Jsoup.parse(shorten(html)).body().html();
    }

    static @Nullable String declaredCharset(byte[] html) {
        var head = new String(html, 0, Math.min(html.length, 2048), StandardCharsets.ISO_8859_1);
        var matcher = CHARSET.matcher(head);
        return matcher.find() ? matcher.group(1) : null;
    }

    static String shorten(String html) {
        return html.length() <= MailLimits.TEXT_CHARACTERS ? html : html.substring(0, MailLimits.TEXT_CHARACTERS);
    }

    /** Jsoup walks the tree without recursion, so depth costs no stack. */
    private static final class Visitor implements NodeVisitor {

        private final TextWriter out = new TextWriter();
        private final Deque<Integer> lists = new ArrayDeque<>();
        private int hidden;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                hidden += HtmlElements.isHidden(element) ? 1 : 0;
                if (hidden == 0) {
                    open(element);
                }
            } else if (node instanceof TextNode text && hidden == 0) {
                if (HtmlElements.isPreformatted(text)) {
                    out.preformatted(text.getWholeText());
                } else {
                    out.words(text.getWholeText());
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (hidden == 0) {
                    close(element);
                }
                hidden -= HtmlElements.isHidden(element) ? 1 : 0;
            }
        }

        private void open(Element element) {
            switch (element.normalName()) {
                case "br" -> out.lineBreak();
                case "hr" -> out.line("---");
                case "blockquote" -> out.quote(1);
                case "ul", "ol" -> {
                    out.block(lists.isEmpty());
                    lists.push(0);
                }
                case "li" -> {
                    out.block(false);
                    out.start(bullet(element));
                }
                case "td", "th" -> {
                    if (element.previousElementSibling() != null) {
                        out.cell();
                    }
                }
                case "img" -> out.words(" " + element.attr("alt") + " ");
                default -> block(element);
            }
        }

        private void close(Element element) {
            switch (element.normalName()) {
                case "blockquote" -> out.quote(-1);
                case "a" -> out.words(HtmlElements.target(element));
                case "td", "th", "br", "img" -> {}
                case "ul", "ol" -> {
                    lists.poll();
                    out.block(lists.isEmpty());
                }
                default -> block(element);
            }
        }

        private void block(Element element) {
            if (HtmlElements.isBlock(element)) {
                out.block(HtmlElements.isParagraph(element));
            }
        }

        private String bullet(Element item) {
            var number = lists.isEmpty() ? 0 : lists.pop() + 1;
            lists.push(number);
            var parent = item.parent();
            return parent != null && parent.normalName().equals("ol") ? number + ". " : "* ";
        }
    }
}
