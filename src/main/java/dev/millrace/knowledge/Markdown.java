package dev.millrace.knowledge;

import dev.millrace.knowledge.Rendered.Heading;
import dev.millrace.knowledge.Rendered.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What authors write, as it is shown: CommonMark (spec 0.31) with tables, strike-through and bare links as on GitHub, and of
 * our own:
 *
 * <ul>
 *   <li>{@code [text](article:12)} links to an article by its number, whatever its title becomes;
 *   <li>{@code > [!WARNING] Mind the gap} makes a callout of a quotation, as do NOTE, TIP, IMPORTANT and CAUTION;
 *   <li>a picture whose file ends in .mp4 or .webm is a video.
 * </ul>
 *
 * HTML may be mixed in. Whatever is written, nothing of the result runs, submits, or loads from elsewhere.
 */
public final class Markdown {

    /** Where the files of articles are served. */
    public static final String FILES = "/help/files/";

    /** Of a passage, in characters: about what somebody reads at a glance. */
    private static final int PASSAGE = 600;

    private static final String ARTICLE = "article:";
    private static final Pattern ARTICLE_LINK = Pattern.compile("article:(\\d{1,18})(#.*)?");
    private static final Pattern CALLOUT =
            Pattern.compile("\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)]\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLASSES = Pattern.compile(
            "callout callout--(?:note|tip|important|warning|caution)|callout__title|language-[\\w+#-]{1,30}");
    private static final Pattern TARGET =
            Pattern.compile("(?i)(?:(?:https?|mailto|tel):|/(?!/)|#)[^\\s\\u0000-\\u001F]*");
    private static final Pattern FILE =
            Pattern.compile(FILES + "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/[^\\s\\u0000-\\u001F/?#]{1,300})?");
    private static final Pattern VIDEO = Pattern.compile("(?i).*\\.(?:mp4|webm)");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}");

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Parser WITH_LINES = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final PolicyFactory POLICY = policy();

    private Markdown() {}

    public static Rendered render(String markdown) {
        var tree = new Tree(PARSER.parse(markdown));
        var body = Jsoup.parseBodyFragment(clean(tree.html(tree.root())));
        body.outputSettings().prettyPrint(false);
        var headings = headings(body);
        media(body);
        body.select("table").forEach(table -> table.wrap("<div class=\"table-scroll\" tabindex=\"0\"></div>"));
        return new Rendered(body.body().html(), headings, passages(body), links(body));
    }

    /** What was written, block by block, each with the lines it was written on. */
    static Tree read(String markdown) {
        return new Tree(WITH_LINES.parse(markdown));
    }

    /** Without whatever runs, submits, or looks like a part of the page around it. */
    static String clean(String html) {
        return POLICY.sanitize(html);
    }

    static boolean isFile(String address) {
        return FILE.matcher(address).matches();
    }

    /** The page has its title above: what is written as the first level becomes the second. */
    private static List<Heading> headings(Document body) {
        var found = new ArrayList<Heading>();
        var taken = new HashMap<String, Integer>();
        var top = body.select("h1, h2, h3, h4, h5, h6").stream()
                .mapToInt(Markdown::level)
                .min()
                .orElse(2);
        for (var heading : body.select("h1, h2, h3, h4, h5, h6")) {
            var level = Math.min(6, level(heading) + 2 - top);
            var slug = Slug.of(heading.text());
            var nth = taken.merge(slug, 1, Integer::sum);
            var anchor = "s-" + slug + (nth == 1 ? "" : "-" + nth);
            heading.tagName("h" + level).attr("id", anchor);
            found.add(new Heading(level, anchor, heading.text()));
        }
        return found;
    }

    private static int level(Element heading) {
        return heading.tagName().charAt(1) - '0';
    }

    /** Films play; pictures wait until they are scrolled to; what lies elsewhere is linked, since it would tell who reads. */
    private static void media(Document body) {
        for (var image : body.select("img")) {
            var source = image.attr("src");
            if (source.isEmpty()) {
                image.remove();
            } else if (!FILE.matcher(source).matches()) {
                var link = new Element("a")
                        .attr("href", source)
                        .text(image.attr("alt").isBlank() ? source : image.attr("alt"));
                image.replaceWith(link);
            } else if (VIDEO.matcher(source).matches()) {
                image.replaceWith(new Element("video")
                        .attr("src", source)
                        .attr("controls", true)
                        .attr("preload", "metadata")
                        .attr("aria-label", image.attr("alt")));
            } else {
                image.attr("loading", "lazy").attr("decoding", "async");
            }
        }
        body.select("a[href~=(?i)^https?:]").forEach(link -> link.attr("rel", "noopener nofollow ugc"));
    }

    private static List<Passage> passages(Document body) {
        var passages = new ArrayList<Passage>();
        var anchor = "";
        var heading = "";
        var text = new StringBuilder();
        for (var block : body.select("h2, h3, h4, h5, h6, p, li, pre, tr, dt, dd, summary")) {
            var isHeading = block.tagName().matches("h\\d");
            var said = isHeading ? block.text() : own(block);
            if (isHeading || text.length() + said.length() > PASSAGE) {
                add(passages, anchor, heading, text);
            }
            if (isHeading) {
                anchor = block.id();
                heading = said;
            } else if (!said.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n").append(said);
            }
        }
        add(passages, anchor, heading, text);
        return passages;
    }

    private static void add(List<Passage> passages, String anchor, String heading, StringBuilder text) {
        if (!text.isEmpty()) {
            passages.add(new Passage(anchor, heading, text.toString()));
            text.setLength(0);
        }
    }

    /** Without that of blocks within, which are passages of their own. */
    private static String own(Element block) {
        if (block.selectFirst("p, li, pre, dt, dd") == null || block.is("p, pre")) {
            return block.is("tr") ? String.join(" · ", block.children().eachText()) : block.text();
        }
        var copy = block.clone();
        copy.select("p, li, pre, dt, dd").stream()
                .filter(inner -> inner != copy)
                .forEach(Element::remove);
        return copy.text();
    }

    private static List<String> links(Document body) {
        return body.select("a[href], img[src], video[src]").stream()
                .map(element -> element.hasAttr("href") ? element.attr("href") : element.attr("src"))
                .distinct()
                .toList();
    }

    private static PolicyFactory policy() {
        return new HtmlPolicyBuilder()
                .allowElements(
                        "a",
                        "abbr",
                        "b",
                        "blockquote",
                        "br",
                        "caption",
                        "code",
                        "dd",
                        "del",
                        "details",
                        "div",
                        "dl",
                        "dt",
                        "em",
                        "figcaption",
                        "figure",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "hr",
                        "i",
                        "img",
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
                        "u",
                        "ul",
                        "var")
                .allowTextIn("table", "thead", "tbody", "tfoot", "tr")
                .allowAttributes("href")
                .matching(TARGET)
                .onElements("a")
                .allowAttributes("src")
                .matching(TARGET)
                .onElements("img")
                .allowAttributes("alt", "title")
                .globally()
                .allowAttributes("width", "height")
                .matching(SIZE)
                .onElements("img")
                .allowAttributes("class")
                .matching(CLASSES)
                .onElements("blockquote", "p", "code")
                .allowAttributes("align")
                .matching(Pattern.compile("(?i)left|right|center"))
                .onElements("td", "th")
                .allowAttributes("colspan", "rowspan", "start")
                .matching(SIZE)
                .onElements("td", "th", "ol")
                .allowAttributes("open")
                .matching(Pattern.compile("(?:open)?"))
                .onElements("details")
                .allowUrlProtocols("http", "https", "mailto", "tel")
                .toFactory();
    }

    /** Read, with callouts found and links to articles led there. */
    static final class Tree {

        private final Node root;
        private final Callouts callouts = new Callouts();
        private final HtmlRenderer renderer;

        private Tree(Node root) {
            this.root = root;
            root.accept(callouts);
            root.accept(new ArticleLinks());
            renderer = HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .attributeProviderFactory(_ -> (node, _, attributes) -> {
                        var kind = callouts.kinds.get(node);
                        if (kind != null) {
                            attributes.put("class", kind);
                        }
                    })
                    .build();
        }

        Node root() {
            return root;
        }

        /** As it was meant: not safe to show. */
        String html(Node node) {
            return renderer.render(node);
        }
    }

    /** Quotations that begin with a word in brackets; the rest of that line is the callout's title. */
    private static final class Callouts extends AbstractVisitor {

        private final Map<Node, String> kinds = new IdentityHashMap<>();

        @Override
        public void visit(BlockQuote quote) {
            if (quote.getFirstChild() instanceof Paragraph first) {
                var line = firstLine(first);
                var found = CALLOUT.matcher(
                        String.join("", line.stream().map(Text::getLiteral).toList()));
                if (found.matches()) {
                    mark(quote, first, line, found.group(1).toLowerCase(Locale.ROOT), found.group(2));
                }
            }
            visitChildren(quote);
        }

        private void mark(BlockQuote quote, Paragraph first, List<Text> line, String kind, String title) {
            kinds.put(quote, "callout callout--" + kind);
            line.forEach(Node::unlink);
            if (first.getFirstChild() instanceof SoftLineBreak lineBreak) {
                lineBreak.unlink();
            }
            if (!title.isBlank()) {
                var heading = new Paragraph();
                heading.appendChild(new Text(title.strip()));
                quote.prependChild(heading);
                kinds.put(heading, "callout__title");
            }
            if (first.getFirstChild() == null) {
                first.unlink();
            }
        }

        private static List<Text> firstLine(Paragraph paragraph) {
            var line = new ArrayList<Text>();
            for (var node = paragraph.getFirstChild(); node instanceof Text text; node = node.getNext()) {
                line.add(text);
            }
            return line;
        }
    }

    private static final class ArticleLinks extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            var article = ARTICLE_LINK.matcher(link.getDestination());
            if (article.matches()) {
                var place = article.group(2);
                link.setDestination("/help/articles/" + article.group(1) + (place == null ? "" : place));
            } else if (link.getDestination().startsWith(ARTICLE)) {
                link.setDestination("");
            }
            visitChildren(link);
        }
    }
}
