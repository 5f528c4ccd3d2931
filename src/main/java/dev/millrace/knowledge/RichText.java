package dev.millrace.knowledge;

import dev.millrace.knowledge.HtmlToMarkdown.Care;
import dev.millrace.knowledge.Markdown.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * An article's Markdown as the rich text editor shows it, block by block, and what became of it there as Markdown again. A block that
 * nobody touched comes back as it was written, to the letter; one that cannot be edited without losing something is fixed.
 */
public final class RichText {

    /** Keeps apart what would be read as one. */
    private static final String APART = "\n\n<!-- -->\n\n";

    /**
     * @param before what stood between it and the block before: empty lines
     * @param source as it was written; null where it would mean something else by itself
     * @param html to edit, or only to look at when it is fixed
     */
    public record Block(String before, @Nullable String source, String html, boolean fixed) {}

    /** @param after the last block */
    public record Opened(List<Block> blocks, String after) {

        public Opened {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A block that nobody touched, with its source, or one that was written, as HTML.
     *
     * @param before what stood between it and the block before, if that still stands there
     */
    public record Piece(
            @Nullable String before,
            @Nullable String source,
            @Nullable String html) {}

    /** What the editor holds. */
    public record Written(List<Piece> pieces, @Nullable String after) {

        public Written {
            pieces = List.copyOf(pieces);
        }
    }

    private RichText() {}

    public static Opened open(String markdown) {
        var tree = Markdown.read(markdown);
        var starts = lineStarts(markdown);
        var blocks = new ArrayList<Block>();
        var end = 0;
        for (var node = tree.root().getFirstChild(); node != null; node = node.getNext()) {
            var spans = node.getSourceSpans();
            if (spans.isEmpty()) {
                continue;
            }
            var from = starts.get(spans.getFirst().getLineIndex());
            var to = endOfLine(markdown, starts.get(spans.getLast().getLineIndex()));
            if (from < end) {
                continue;
            }
            var between = markdown.substring(end, from);
            var source = markdown.substring(from, to);
            if (source.strip().equals("<!-- -->")) {
                continue;
            }
            blocks.add(block(between, source, node, tree));
            end = to;
        }
        return new Opened(blocks, markdown.substring(end));
    }

    private static Block block(String between, String source, Node node, Tree tree) {
        var meant = tree.html(node);
        var html = Markdown.clean(meant);
        var body = body(html);
        var isSaid = !(node instanceof LinkReferenceDefinition)
                && body.childrenSize() == 1
                && shape(body).equals(shape(body(meant)))
                && means(written(body.child(0), false), meant);
        if (isSaid) {
            return new Block(between, standsAlone(source, meant) ? source : null, html, false);
        }
        return new Block(between, source, Markdown.render(source).html(), true);
    }

    private static boolean means(String markdown, String html) {
        var tree = Markdown.read(markdown);
        return form(Markdown.clean(tree.html(tree.root()))).equals(form(Markdown.clean(html)));
    }

    /** What it consists of, to see whether anything was left out. */
    private static List<String> shape(Element body) {
        var shape = new ArrayList<>(body.stream()
                .map(element -> element.normalName()
                        + element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .sorted()
                                .toList())
                .toList());
        shape.add(body.text());
        return shape;
    }

    /** Whether it is the same without the rest of the article, and leaves alone what comes after. */
    private static boolean standsAlone(String source, String meant) {
        var tree = Markdown.read(source + "\n\nx");
        var first = tree.root().getFirstChild();
        var last = tree.root().getLastChild();
        return first != null
                && last != null
                && first.getNext() == last
                && form(tree.html(first)).equals(form(meant))
                && tree.html(last).strip().equals("<p>x</p>");
    }

    public static String markdown(Written written) {
        var text = new StringBuilder();
        var last = "";
        for (var piece : written.pieces()) {
            for (var block : blocks(piece)) {
                var plain = block.source(false);
                if (plain.isBlank()) {
                    continue;
                }
                var gap = Objects.requireNonNullElse(piece.before(), "");
                if (block.html() == null
                        && !gap.isEmpty()
                        && gap.replace("<!-- -->", "").isBlank()) {
                    text.append(gap);
                } else if (!text.isEmpty()) {
                    var other = block.source(true);
                    plain = isOne(last, plain) && !isOne(last, other) ? other : plain;
                    text.append(isOne(last, plain) ? APART : "\n\n");
                }
                text.append(plain);
                last = plain;
            }
        }
        var after = Objects.requireNonNullElse(written.after(), "");
        return text + (after.isBlank() ? after : "");
    }

    private record Part(String kept, @Nullable Element html) {

        String source(boolean other) {
            return html == null ? kept : written(html, other);
        }
    }

    private static List<Part> blocks(Piece piece) {
        if (piece.source() != null) {
            return List.of(new Part(piece.source(), null));
        }
        return body(Markdown.clean(plain(Objects.requireNonNullElse(piece.html(), "")))).children().stream()
                .map(element -> new Part("", element))
                .toList();
    }

    private static String written(Element block, boolean other) {
        var body = new Element("body").appendChild(block.clone());
        var markdown = HtmlToMarkdown.of(body, Care.ALL, other);
        var meant = body.html();
        if (means(markdown, meant)) {
            return markdown;
        }
        var tagged = HtmlToMarkdown.of(body, Care.TAGS, other);
        return means(tagged, meant) ? tagged : markdown;
    }

    /** The editor's lists hold paragraphs; in Markdown a list without gaps does not. */
    private static String plain(String html) {
        var body = body(html);
        for (var list : body.select("[data-tight]")) {
            var items = list.children();
            if (items.stream().allMatch(RichText::isTight)) {
                items.forEach(item -> item.select("> p").forEach(Element::unwrap));
            }
        }
        return body.html();
    }

    private static boolean isTight(Element item) {
        return item.select("> p").size() <= 1
                && item.children().stream()
                        .skip(1)
                        .allMatch(inner -> inner.normalName().matches("ul|ol|p"));
    }

    /** Whether the two would be read as less than two. */
    private static boolean isOne(String one, String two) {
        return count(one + "\n\n" + two) != count(one) + count(two);
    }

    private static int count(String markdown) {
        var count = 0;
        for (var node = Markdown.read(markdown).root().getFirstChild(); node != null; node = node.getNext()) {
            count++;
        }
        return count;
    }

    /** The same for what looks the same: blanks that nobody sees and comments do not count. */
    static String form(String html) {
        var body = body(html);
        var unseen = new ArrayList<org.jsoup.nodes.Node>();
        NodeTraversor.traverse(
                (node, _) -> {
                    if (node instanceof Comment) {
                        unseen.add(node);
                    } else if (node instanceof TextNode text
                            && text.parent() instanceof Element parent
                            && parent.closest("pre") == null) {
                        text.text(text.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " "));
                    }
                },
                body);
        unseen.forEach(org.jsoup.nodes.Node::remove);
        return body.html()
                .replaceAll(
                        "\\s*(</?(?:p|li|ul|ol|blockquote|h[1-6]|table|thead|tbody|tr|td|th|hr|pre|br)\\b[^>]*>)\\s*",
                        "$1");
    }

    private static Element body(String html) {
        var body = Jsoup.parseBodyFragment(html);
        body.outputSettings(new Document.OutputSettings().prettyPrint(false));
        return body.body();
    }

    private static List<Integer> lineStarts(String text) {
        var starts = new ArrayList<Integer>();
        starts.add(0);
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (sign == '\n' || sign == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n')) {
                starts.add(at + 1);
            }
        }
        return starts;
    }

    private static int endOfLine(String text, int start) {
        var end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
