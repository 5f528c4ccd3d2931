package dev.millrace.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What was written elsewhere, in a page, a word processor or another desk, as Markdown: its headings, lists, tables, emphasis,
 * links and pictures. How it looked there is left behind, and so is everything that would run.
 */
public final class HtmlToMarkdown {

    /** Where links lead and pictures lie after the move. */
    public interface Places {

        Places AS_THEY_ARE = new Places() {};

        default String link(String href) {
            return href;
        }

        /** Empty leaves the picture out. */
        default String picture(String source) {
            return source;
        }
    }

    /** Deeper nesting than this is read as text: nobody wrote it. */
    private static final int DEEPEST = 60;

    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "svg",
            "math",
            "canvas",
            "audio",
            "meta",
            "link",
            "base",
            "frameset");

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
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
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "iframe",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "ul",
            "video");

    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*\\[\\]<~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=#?\\w{1,30};)");
    private static final Pattern STARTS_A_BLOCK =
            Pattern.compile("^(#{1,6}(?=\\s|$)|[-+](?=\\s|$)|>|=(?==*\\s*$)|[-|:](?=[|:\\s-]*$)|:::)");
    private static final Pattern STARTS_A_NUMBER = Pattern.compile("^(\\d{1,9})([.)])(?=\\s|$)");
    private static final Pattern BOLD = Pattern.compile("font-weight:\\s*(?:bold|[6-9]00)");
    private static final Pattern NOT_BOLD = Pattern.compile("font-weight:\\s*(?:normal|[1-5]00)");
    private static final Pattern ITALIC = Pattern.compile("font-style:\\s*(?:italic|oblique)");
    private static final Pattern WORD_LEVEL = Pattern.compile("mso-list:.*?level(\\d)");
    private static final Pattern WORD_BULLET = Pattern.compile("^[·•o§▪➢\\-–*\\u00b7\\uf0b7\\uf0a7]\\s*");
    private static final Pattern WORD_NUMBER = Pattern.compile("^\\(?[\\p{Alnum}]{1,4}[.)]\\s*");
    private static final Pattern SAFE =
            Pattern.compile("(?i)(?:https?|mailto|tel|article):.*|[/#?].*|[^:/?#]*(?:[/?#].*)?");

    private static final Pattern ARTICLE = Pattern.compile("/help/articles/(\\d{1,18})(#.*)?");
    private static final Pattern BARE = Pattern.compile("https?://[\\w./?=%-]+");
    private static final Pattern CALLOUT = Pattern.compile("callout callout--([a-z]+)");
    private static final Pattern LIST = Pattern.compile("(?s)(?:[-*]|\\d+[.)])(?: .*|)");

    /** How closely the Markdown follows the HTML. */
    enum Care {

        /** What was written elsewhere: tidied, its looks left behind. */
        SENSE,

        /** What our own editor holds: nothing of it is tidied away. */
        ALL,

        /** The same, with tags for what is emphasised: Markdown's stars do not work within words that meet a full stop. */
        TAGS
    }

    private static final Places OURS = new Places() {
        @Override
        public String link(String href) {
            return ARTICLE.matcher(href).replaceFirst("article:$1$2");
        }
    };

    private final Places places;
    private final Care care;

    private HtmlToMarkdown(Places places, Care care) {
        this.places = places;
        this.care = care;
    }

    /** @param other whether a list at the top begins with its other sign, since one with the usual sign stands before it */
    static String of(Element body, Care care, boolean other) {
        return String.join("\n\n", new HtmlToMarkdown(OURS, care).blocks(body, 0, other))
                .strip();
    }

    public static String of(String html, Places places) {
        var body = Jsoup.parse(html.replaceAll("(?s)<!--.*?-->|<!\\[(?:end)?if[^>]*>", ""))
                .body();
        wordLists(body);
        return String.join("\n\n", new HtmlToMarkdown(places, Care.SENSE).blocks(body, 0))
                .strip();
    }

    public static String of(String html) {
        return of(html, Places.AS_THEY_ARE);
    }

    /** Word writes the items of its lists as paragraphs, with the bullet as text; here they become lists. */
    private static void wordLists(Element body) {
        for (var item : body.select("p[style*=mso-list], p[class^=MsoListParagraph]")) {
            var level = WORD_LEVEL.matcher(item.attr("style"));
            var mark = item.select("span[style*=mso-list:Ignore]");
            var sign = (mark.isEmpty() ? item.text() : mark.text())
                    .replace('\u00a0', ' ')
                    .strip();
            var ordered = !WORD_BULLET.matcher(sign + " ").find()
                    && WORD_NUMBER.matcher(sign + " ").find();
            if (mark.isEmpty()) {
                firstText(item, ordered ? WORD_NUMBER : WORD_BULLET);
            }
            mark.remove();
            var depth = level.find() ? Integer.parseInt(level.group(1)) : 1;
            var list = listBefore(item, ordered ? "ol" : "ul", depth);
            item.tagName("li").removeAttr("style").removeAttr("class");
            list.appendChild(item);
        }
    }

    private static void firstText(Element item, Pattern sign) {
        var first = item.textNodes().stream().filter(text -> !text.isBlank()).findFirst();
        first.ifPresent(text -> text.text(
                sign.matcher(text.text().replace('\u00a0', ' ').stripLeading()).replaceFirst("")));
    }

    private static Element listBefore(Element item, String tag, int depth) {
        var before = item.previousElementSibling();
        var list = before != null && before.hasClass("of-word") ? before : null;
        if (list == null) {
            list = new Element(tag).addClass("of-word");
            item.before(list);
        }
        for (var level = 1; level < Math.min(depth, 6); level++) {
            var last = list.lastElementChild();
            if (last == null || !last.tagName().equals("li")) {
                break;
            }
            var inner = last.lastElementChild();
            if (inner == null || !inner.tagName().matches("[uo]l")) {
                inner = new Element(tag);
                last.appendChild(inner);
            }
            list = inner;
        }
        return list;
    }

    private boolean isExact() {
        return care != Care.SENSE;
    }

    private List<String> blocks(Element in, int depth) {
        return blocks(in, depth, false);
    }

    private List<String> blocks(Element in, int depth, boolean begun) {
        var blocks = new ArrayList<String>();
        var other = begun;
        var before = "";
        var line = new ArrayList<Node>();
        if (depth > DEEPEST) {
            var text = escaped(in.text()).strip();
            return text.isEmpty() ? List.of() : List.of(text);
        }
        for (var node : in.childNodes()) {
            if (node instanceof Element element && LEFT_OUT.contains(element.normalName())) {
                continue;
            }
            if (node instanceof Element element && isBlock(element)) {
                paragraph(line, blocks);
                // Two lists that follow each other would be read as one.
                var name = element.normalName();
                other = isExact() && (before.equals(name) ? !other : before.isEmpty() && begun);
                block(element, blocks, depth + 1, other);
                before = name;
            } else {
                line.add(node);
                before = node instanceof TextNode text && text.isBlank() ? before : "words";
            }
        }
        paragraph(line, blocks);
        return blocks;
    }

    /** What stands in the line by its name, but holds blocks, is one too. */
    private static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName())
                || element.stream().skip(1).anyMatch(within -> BLOCKS.contains(within.normalName()));
    }

    private void paragraph(List<Node> line, List<String> blocks) {
        var text = startless(lines(inline(line, false)));
        line.clear();
        if (!text.isBlank()) {
            blocks.add(text);
        }
    }

    /** Each line without blanks around it; the last has no line break behind. */
    private String lines(String text) {
        var lines = text.replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("(?:\\\\\\n)+$", "")
                .replaceAll("^(?:\\s|\\\\\\n)+", "")
                .strip()
                .replaceAll("(?:\\\\\\n){2,}", "\n\n");
        return isExact() ? lines : lines.replaceAll("\\\\$", "\\\\\\\\");
    }

    /** What would begin a heading, a list or a quotation is text. */
    private static String startless(String text) {
        return text.lines()
                .map(line -> STARTS_A_NUMBER
                        .matcher(STARTS_A_BLOCK.matcher(line).replaceFirst("\\\\$1"))
                        .replaceFirst("$1\\\\$2"))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private void block(Element element, List<String> blocks, int depth, boolean other) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                // Number signs at the end would be taken for the heading's own.
                var text = inline(element.childNodes(), true).strip().replaceAll("(^|\\s)(#+)$", "$1\\\\$2");
                if (!text.isEmpty()) {
                    blocks.add("#".repeat(element.normalName().charAt(1) - '0') + " " + text);
                }
            }
            case "ul", "ol" -> list(element, blocks, depth, other);
            case "li" -> prefixed("- ", "  ", blocks(element, depth), blocks);
            case "blockquote" -> quotation(element, blocks, depth);
            case "pre" -> code(element, blocks);
            case "table" -> table(element, blocks, depth);
            case "hr" -> blocks.add("---");
            case "dt", "summary" -> {
                var text = inline(element.childNodes(), true).strip();
                if (!text.isEmpty()) {
                    blocks.add("**" + text.replace("**", "") + "**");
                }
            }
            case "iframe", "video" -> film(element, blocks);
            default -> blocks.addAll(blocks(element, depth));
        }
    }

    private void quotation(Element quote, List<String> blocks, int depth) {
        var kind = CALLOUT.matcher(quote.className());
        if (!kind.matches()) {
            prefixed("> ", "> ", blocks(quote, depth), blocks);
            return;
        }
        var title = quote.selectFirst("> p.callout__title");
        var inner = quote.clone();
        inner.select("> p.callout__title").forEach(Element::remove);
        var within = new ArrayList<>(blocks(inner, depth));
        var first = inner.firstElementChild();
        var head = "[!" + kind.group(1).toUpperCase(Locale.ROOT) + "]"
                + (title == null ? "" : " " + inline(title.childNodes(), true).strip());
        if (first != null && first.normalName().equals("p") && !within.isEmpty()) {
            within.set(0, head.strip() + "\n" + within.getFirst());
        } else {
            within.addFirst(head.strip());
        }
        prefixed("> ", "> ", within, blocks);
    }

    private void film(Element element, List<String> blocks) {
        var own = element.attr("src");
        var inner = element.selectFirst("source[src]");
        var source = own.isEmpty() && inner != null ? inner.attr("src") : own;
        if (source.isBlank() || !isSafe(source)) {
            return;
        }
        if (element.normalName().equals("video")) {
            var place = places.picture(source);
            if (!place.isEmpty()) {
                var words = element.attr("title").isBlank() ? element.attr("aria-label") : element.attr("title");
                blocks.add("![%s](%s)".formatted(escaped(words), destination(place)));
            }
        } else {
            var address = source.startsWith("//") ? "https:" + source : source;
            var name = element.attr("title").isBlank() ? address : element.attr("title");
            blocks.add("[%s](%s)".formatted(escaped(name), destination(address)));
        }
    }

    private void list(Element list, List<String> blocks, int depth, boolean other) {
        var ordered = list.normalName().equals("ol");
        var start = list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
        var items = new ArrayList<String>();
        var roomy = isExact() && list.selectFirst("> li > p") != null;
        var loose = roomy;
        for (var node : list.childNodes()) {
            if (isExact() && node instanceof TextNode text && text.isBlank()) {
                continue;
            }
            // Text between the items is one, too.
            var item = node instanceof Element element ? element : new Element("li").appendChild(node.clone());
            if (LEFT_OUT.contains(item.normalName())) {
                continue;
            }
            // Some pages put a list straight into a list: it belongs to the item before.
            if (item.normalName().matches("[uo]l") && !items.isEmpty()) {
                var inner = new ArrayList<String>();
                list(item, inner, depth + 1, false);
                items.set(items.size() - 1, items.getLast() + "\n" + indented(String.join("\n\n", inner), "   "));
                continue;
            }
            var parts = item.normalName().equals("li")
                    ? blocks(item, depth + 1)
                    : blocks(new Element("li").appendChild(item.clone()), depth + 1);
            if (parts.isEmpty()) {
                continue;
            }
            var mark = ordered ? start++ + (other ? ") " : ". ") : other ? "* " : "- ";
            var tight = isExact()
                    ? !roomy
                    : parts.stream().skip(1).allMatch(part -> LIST.matcher(part).matches());
            loose |= !tight;
            items.add(indentedAfter(mark, String.join(tight ? "\n" : "\n\n", parts)));
        }
        if (!items.isEmpty()) {
            blocks.add(String.join(loose ? "\n\n" : "\n", items));
        }
    }

    private static void prefixed(String first, String rest, List<String> inner, List<String> blocks) {
        if (!inner.isEmpty()) {
            blocks.add(first
                    + String.join("\n\n", inner).replace("\n", "\n" + rest).replaceAll("(?m)[ \\t]+$", ""));
        }
    }

    private static String indentedAfter(String mark, String text) {
        return mark + indented(text, " ".repeat(mark.length())).strip();
    }

    private static String indented(String text, String by) {
        return text.lines()
                .map(line -> line.isBlank() ? "" : by + line)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private void code(Element pre, List<String> blocks) {
        pre.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        var text = isExact()
                ? pre.wholeText().replaceAll("\\n$", "")
                : pre.wholeText().replaceAll("^\\n+|\\s+$", "");
        var inner = pre.selectFirst("code");
        var language = Pattern.compile("(?:language|lang|brush:?)[-\\s]?([\\w+#-]{1,30})")
                .matcher(pre.className() + " " + (inner == null ? "" : inner.className()));
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        if (isExact() || !text.isBlank()) {
            blocks.add(fence + (language.find() ? language.group(1) : "") + "\n"
                    + (isExact() && pre.wholeText().isEmpty() ? "" : text + "\n") + fence);
        }
    }

    private static int longestRun(String text) {
        return Pattern.compile("`+")
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }

    /** With a row of heads, which Markdown wants; tables that only place things beside each other become what they hold. */
    private void table(Element table, List<String> blocks, int depth) {
        var rows =
                table.select("tr").stream().filter(row -> nearest(row) == table).toList();
        var widest = rows.stream().mapToInt(row -> row.childrenSize()).max().orElse(0);
        if (widest <= (isExact() ? 0 : 1) || table.select("table").size() > 1) {
            rows.forEach(row -> row.children().forEach(cell -> blocks.addAll(blocks(cell, depth + 1))));
            return;
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            for (var cell : row.children()) {
                cells.add(cell(cell, depth));
                var span = cell.attr("colspan").matches("\\d{1,2}") ? Integer.parseInt(cell.attr("colspan")) : 1;
                for (var more = 1; more < span && cells.size() < widest; more++) {
                    cells.add("");
                }
            }
            while (cells.size() < widest) {
                cells.add("");
            }
            lines.add("| " + String.join(" | ", cells) + " |");
            if (lines.size() == 1) {
                lines.add(row.children().stream().map(cell -> rule(cell) + "|").reduce("|", String::concat)
                        + " --- |".repeat(Math.max(0, widest - row.childrenSize())));
            }
        }
        var caption = table.selectFirst("caption");
        if (caption != null && !caption.text().isBlank()) {
            blocks.add("*" + escaped(caption.text().strip()) + "*");
        }
        blocks.add(String.join("\n", lines));
    }

    private static String rule(Element head) {
        return switch (head.attr("align").toLowerCase(Locale.ROOT)) {
            case "left" -> " :--- ";
            case "center" -> " :---: ";
            case "right" -> " ---: ";
            default -> " --- ";
        };
    }

    private static Element nearest(Element row) {
        var table = row.closest("table");
        return table == null ? row : table;
    }

    private String cell(Element cell, int depth) {
        return String.join("<br>", blocks(cell, depth + 1))
                .replaceAll("\\\\?\\n+", "<br>")
                .replace("|", "\\|");
    }

    /** @param flat whether it must stay in one line */
    private String inline(List<Node> nodes, boolean flat) {
        var text = new StringBuilder();
        for (var node : nodes) {
            if (node instanceof TextNode words) {
                var blanks = isExact() ? "[ \\t\\r\\n\\f]+" : "[\\s\\u00a0\\u200b\\ufeff]+";
                append(escaped(words.getWholeText().replaceAll(blanks, " ")), text);
            } else if (node instanceof Element element && !LEFT_OUT.contains(element.normalName())) {
                append(inline(element, flat), text);
            }
        }
        return text.toString();
    }

    private static void append(String more, StringBuilder text) {
        var end = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        var joined = more.startsWith(" ") && (end == ' ' || end == '\n') ? more.substring(1) : more;
        // Two marks that meet would be read as one.
        if (!joined.isEmpty() && joined.charAt(0) == '*' && end == '*') {
            text.append("<!-- -->");
        }
        // So would an exclamation mark and a link.
        if (joined.startsWith("[") && end == '!') {
            text.insert(text.length() - 1, '\\');
        }
        text.append(joined);
    }

    private String inline(Element element, boolean flat) {
        var style = element.attr("style").toLowerCase(Locale.ROOT);
        var inner = inline(element.childNodes(), flat);
        return switch (element.normalName()) {
            case "br" -> flat ? " " : "\\\n";
            case "strong", "b" -> NOT_BOLD.matcher(style).find() ? inner : marked("**", inner);
            case "em", "i", "cite", "dfn" -> marked("*", inner);
            case "del", "s", "strike" -> marked("~~", inner);
            case "code", "tt", "samp" -> inlineCode(element);
            case "kbd", "sub", "sup" ->
                inner.isBlank() ? inner : "<%1$s>%2$s</%1$s>".formatted(element.normalName(), inner);
            case "a" -> link(element, inner);
            case "img" -> picture(element);
            case "span", "font" -> {
                var italic = ITALIC.matcher(style).find() ? marked("*", inner) : inner;
                yield BOLD.matcher(style).find() ? marked("**", italic) : italic;
            }
            default -> inner;
        };
    }

    /** The marks stand close to the words; nothing is marked twice. */
    private String marked(String mark, String inner) {
        var words = inner.strip();
        if (words.isEmpty() || words.contains("\n\n")) {
            return inner;
        }
        if (care == Care.TAGS) {
            var tag = mark.equals("**") ? "strong" : mark.equals("*") ? "em" : "del";
            return inner.replace(words, "<%1$s>%2$s</%1$s>".formatted(tag, words));
        }
        if (words.startsWith(mark) && words.endsWith(mark) && words.length() > 2 * mark.length() && !mark.equals("*")) {
            return inner;
        }
        var before = inner.startsWith(" ") ? " " : "";
        var after = inner.endsWith(" ") ? " " : "";
        if (words.endsWith("\\\n") || words.endsWith("\\")) {
            return before + mark + words.replaceAll("\\\\+\\s*$", "").strip() + mark + "\\\n";
        }
        return before + mark + words + mark + after;
    }

    private String inlineCode(Element code) {
        var plain = isExact()
                ? code.wholeText().replaceAll("[\r\n]", " ")
                : code.text().replaceAll("\\s+", " ").strip();
        if (plain.isEmpty()) {
            return "";
        }
        var fence = "`".repeat(longestRun(plain) + 1);
        var apart = plain.contains("`") || plain.startsWith(" ") && plain.endsWith(" ") && !plain.isBlank();
        return fence + (apart ? " " + plain + " " : plain) + fence;
    }

    private String link(Element element, String inner) {
        var href = element.attr("href").strip();
        var words = inner.strip();
        if (href.isEmpty() || words.isEmpty() || !isSafe(href)) {
            return inner;
        }
        var place = places.link(href);
        if (place.isEmpty()) {
            return inner;
        }
        if (isExact()
                && BARE.matcher(href).matches()
                && element.html().equals(element.text())
                && element.text().equals(href)) {
            return "<" + href + ">";
        }
        var before = inner.startsWith(" ") ? " " : "";
        var after = inner.endsWith(" ") ? " " : "";
        return before + "[" + words + "](" + destination(place) + title(element) + ")" + after;
    }

    private String picture(Element image) {
        var source = image.attr("src").isBlank()
                ? image.attr("data-src").strip()
                : image.attr("src").strip();
        if (source.isEmpty()
                || image.attr("width").equals("1")
                || image.attr("height").equals("1")) {
            return "";
        }
        var place = places.picture(source);
        var alt = escaped(image.attr("alt").replaceAll("\\s+", " ").strip());
        return place.isEmpty() || !isSafe(place) ? alt : "![%s](%s%s)".formatted(alt, destination(place), title(image));
    }

    private String title(Element element) {
        var title = element.attr("title").replaceAll("\\s+", " ").strip();
        return !isExact() || title.isEmpty() ? "" : " \"" + escaped(title).replace("\"", "\\\"") + "\"";
    }

    private static boolean isSafe(String address) {
        return SAFE.matcher(address).matches();
    }

    private String destination(String address) {
        if (isExact()) {
            return address.replaceAll("[\\\\()]|&(?=#?\\w{1,30};)", "\\\\$0")
                    .replaceAll("\\s", "%20")
                    .replace("<", "%3C")
                    .replace(">", "%3E");
        }
        return address.replace("\\", "%5C")
                .replaceAll("\\s", "%20")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E");
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
