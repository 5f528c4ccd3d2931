package dev.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Bundle.Format;
import dev.millrace.knowledge.Bundle.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what other desks export and what people keep in folders: Markdown, HTML, CSV with {@code section,title,body}, JSON of
 * Zendesk Guide, JSON or XML of Freshdesk Solutions, and archives of all these with their pictures.
 *
 * <p>Nothing of an archive is written anywhere while it is read; a name in it is a name and no place.
 */
final class ImportReader {

    static final int MOST_ENTRIES = 20_000;
    static final long MOST_BYTES = 150L << 20;
    static final int LARGEST_ENTRY = 40 << 20;

    private static final Pattern PAGE = Pattern.compile("(?i).*\\.(?:md|markdown|html?|xhtml)");
    private static final Pattern TABLE = Pattern.compile("(?i).*\\.(?:csv|json|xml)");
    private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(?:png|jpe?g|gif|webp|avif|mp4|webm|pdf)");
    private static final Pattern FRONT_MATTER = Pattern.compile("(?s)\\A---\\R(.*?)\\R---\\R");
    private static final Pattern FIRST_HEADING = Pattern.compile("\\A\\s*#\\s+(.+?)\\s*#*\\s*(?:\\R|\\z)");

    private ImportReader() {}

    static Bundle read(String name, byte[] content) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (content.length == 0) {
            throw new Invalid("file", "This file is empty.");
        }
        if (lower.endsWith(".zip")) {
            return archive(content);
        }
        var bundle = Bundle.empty("files");
        if (PAGE.matcher(name).matches() || TABLE.matcher(name).matches()) {
            return read(Map.of(name, content), bundle);
        }
        throw new Invalid("file", "Choose a .zip, .md, .html, .csv, .json or .xml file.");
    }

    private static Bundle archive(byte[] content) {
        var bundle = Bundle.empty("files");
        var entries = new LinkedHashMap<String, byte[]>();
        var bytes = 0L;
        var seen = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++seen > MOST_ENTRIES) {
                    throw new Invalid("file", "The archive has more than %,d entries.".formatted(MOST_ENTRIES));
                }
                if (entry.isDirectory()) {
                    continue;
                }
                var path = path(entry.getName());
                if (path.isEmpty()) {
                    bundle.problem(entry.getName(), 0, "Its name leads out of the archive; it is left out.");
                    continue;
                }
                var body = limited(zip, Math.min(LARGEST_ENTRY, MOST_BYTES - bytes));
                bytes += body.length;
                if (isNoise(path)) {
                    continue;
                }
                if (entries.putIfAbsent(path, body) != null) {
                    bundle.problem(path, 0, "The archive holds this name twice; the first is taken.");
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new Invalid("file", "This is not a whole zip archive.");
        } catch (IOException e) {
            throw new Invalid("file", "This archive could not be read to its end.");
        }
        if (seen == 0) {
            throw new Invalid("file", "This is not a whole zip archive.");
        }
        return read(entries, bundle);
    }

    /** Normalised and relative; empty when it would lead out. */
    static String path(String name) {
        var parts = new ArrayList<String>();
        if (name.startsWith("/") || name.contains("\0") || name.matches("(?s)[A-Za-z]:.*")) {
            return "";
        }
        for (var part : name.replace('\\', '/').split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "";
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return name.replace('\\', '/').startsWith("/") ? "" : String.join("/", parts);
    }

    private static boolean isNoise(String path) {
        return path.startsWith("__MACOSX/") || path.endsWith("/.DS_Store") || path.equals(".DS_Store");
    }

    /** However small an entry says it is, it is read only so far. */
    private static byte[] limited(InputStream in, long most) throws IOException {
        var body = in.readNBytes((int) most + 1);
        if (body.length > most) {
            throw new Invalid(
                    "file",
                    "Unpacked, an entry has at most %d MB and all together %d MB."
                            .formatted(LARGEST_ENTRY >> 20, MOST_BYTES >> 20));
        }
        return body;
    }

    private static Bundle read(Map<String, byte[]> entries, Bundle into) {
        for (var entry : entries.entrySet()) {
            var path = entry.getKey();
            if (PICTURE.matcher(path).matches()) {
                into.files().put(path, entry.getValue());
            } else if (PAGE.matcher(path).matches()) {
                utf8(path, entry.getValue(), into).ifPresent(text -> page(path, text, into));
            } else if (TABLE.matcher(path).matches()) {
                utf8(path, entry.getValue(), into).ifPresent(text -> table(path, text, into));
            } else {
                into.problem(path, 0, "Files of this kind are not imported.");
            }
        }
        var kind = into.texts().stream()
                .map(text -> text.id().split(":", 2)[0])
                .distinct()
                .toList();
        return new Bundle(kind.size() == 1 ? kind.getFirst() : "files", into.texts(), into.files(), into.problems());
    }

    private static Optional<String> utf8(String path, byte[] content, Bundle into) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            into.problem(path, 0, "It is not written in UTF-8.");
            return Optional.empty();
        }
    }

    private static void table(String path, String text, Bundle into) {
        try {
            switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
                case "csv" -> csv(path, text, into);
                case "json" -> json(path, Json.tree(text), into);
                default -> xml(path, text, into);
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            into.problem(path, at == null ? 0 : at.getLineNr(), "This is not JSON.");
        }
    }

    // Pages in folders

    private static void page(String path, String text, Bundle into) {
        var folders = new ArrayList<>(Arrays.asList(path.split("/")));
        var file = folders.removeLast();
        if (file.matches("(?i)(?:readme|index|_index|toc|summary)\\.\\w+") && text.length() < 200) {
            into.problem(path, 0, "It only lists others; it is left out.");
            return;
        }
        if (file.toLowerCase(Locale.ROOT).matches(".*\\.(?:md|markdown)")) {
            markdown(path, folders, text, into);
        } else {
            html(path, folders, text, into);
        }
    }

    private static void markdown(String path, List<String> folders, String text, Bundle into) {
        var plain = text.replace("\r\n", "\n");
        var front = FRONT_MATTER.matcher(plain);
        var says = front.find() ? frontMatter(front.group(1)) : Map.<String, String>of();
        var body = says.isEmpty() && !front.reset().find()
                ? plain
                : FRONT_MATTER.matcher(plain).replaceFirst("");
        var heading = FIRST_HEADING.matcher(body);
        var first = heading.find() ? heading.group(1) : "";
        var title = says.getOrDefault("title", first.isEmpty() ? named(path) : first);
        var rest = !first.isEmpty() && first.equals(title) ? body.substring(heading.end()) : body;
        var section = says.get("section") != null ? List.of(says.get("section").split("\\s*/\\s*")) : folders;
        into.texts()
                .add(new Text(
                        "files:" + says.getOrDefault("id", path),
                        path,
                        1,
                        section,
                        title,
                        says.getOrDefault("summary", says.getOrDefault("description", "")),
                        rest.strip(),
                        Format.MARKDOWN,
                        language(says.getOrDefault("language", says.getOrDefault("lang", ""))),
                        tags(says.getOrDefault("tags", "")),
                        !says.getOrDefault("draft", "false").equals("true"),
                        addresses(says.getOrDefault("url", says.getOrDefault("permalink", "")))));
    }

    /** Lines of a name, a colon and a value, as most of those who keep Markdown in folders write them. */
    private static Map<String, String> frontMatter(String text) {
        var says = new HashMap<String, String>();
        text.lines().forEach(line -> {
            var parts = line.split(":", 2);
            if (parts.length == 2 && parts[0].matches("[A-Za-z_-]{1,40}")) {
                says.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip().replaceAll("^[\"'\\[]+|[\"'\\]]+$", ""));
            }
        });
        return says;
    }

    private static void html(String path, List<String> folders, String text, Bundle into) {
        var page = Jsoup.parse(text);
        var head = page.selectFirst("h1");
        var title = head != null && !head.text().isBlank()
                ? head.text()
                : page.title().isBlank() ? named(path) : page.title();
        var main = Stream.of("article", "main", "[role=main]", "body")
                .map(page::selectFirst)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(page);
        main.select("nav, header, footer, aside").remove();
        if (head != null) {
            head.remove();
        }
        var summary = page.select("meta[name=description]").attr("content");
        into.texts()
                .add(new Text(
                        "files:" + path,
                        path,
                        1,
                        folders,
                        title,
                        summary,
                        main.html(),
                        Format.HTML,
                        language(page.select("html").attr("lang")),
                        List.of(),
                        true,
                        addresses(page.select("link[rel=canonical]").attr("href"))));
    }

    private static String named(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        var words = file.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? path : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    // CSV

    private static void csv(String path, String text, Bundle into) {
        var columns = new HashMap<String, Integer>();
        try (var rows = CsvReader.builder()
                .fieldSeparator(
                        text.lines().findFirst().orElse("").contains(";")
                                        && !text.lines().findFirst().orElse("").contains(",")
                                ? ';'
                                : ',')
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LARGEST_ENTRY)
                .ofCsvRecord(text)) {
            for (var row : rows) {
                var line = (int) row.getStartingLineNumber();
                if (columns.isEmpty()) {
                    for (var i = 0; i < row.getFieldCount(); i++) {
                        columns.put(row.getField(i).strip().toLowerCase(Locale.ROOT), i);
                    }
                    if (!columns.keySet().containsAll(List.of("title", "body"))) {
                        into.problem(path, line, "The first line must name the columns: section, title, body.");
                        return;
                    }
                    continue;
                }
                var cells = new HashMap<String, String>();
                columns.forEach((name, nth) -> cells.put(
                        name, nth < row.getFieldCount() ? row.getField(nth).strip() : ""));
                csvRow(path, line, cells, into);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            into.problem(path, 0, "This is not CSV to its end: a quotation mark may be missing.");
        }
    }

    private static void csvRow(String path, int line, Map<String, String> cells, Bundle into) {
        var title = cells.getOrDefault("title", "");
        var body = cells.getOrDefault("body", "");
        if (title.isEmpty() || body.isEmpty()) {
            into.problem(path, line, title.isEmpty() ? "There is no title." : "There is no text.");
            return;
        }
        var section = cells.getOrDefault("section", "");
        into.texts()
                .add(new Text(
                        "csv:" + (cells.getOrDefault("id", "").isEmpty() ? section + " › " + title : cells.get("id")),
                        path,
                        line,
                        section.isEmpty() ? List.of() : List.of(section.split("\\s*[/›>]\\s*")),
                        title,
                        cells.getOrDefault("summary", ""),
                        body,
                        body.matches("(?s).*<(?:p|div|ul|ol|h[1-6]|br|table|b|strong|a|img)\\b.*")
                                ? Format.HTML
                                : Format.MARKDOWN,
                        language(cells.getOrDefault("language", "")),
                        tags(cells.getOrDefault("tags", "")),
                        true,
                        addresses(cells.getOrDefault("url", ""))));
    }

    // Zendesk Guide and Freshdesk Solutions

    private static void json(String path, JsonNode tree, Bundle into) {
        if (tree.path("articles").isArray()) {
            zendesk(path, tree, into);
        } else if (tree.isArray()
                && (tree.path(0).has("category") || tree.path(0).has("folders"))) {
            for (var each : tree) {
                var category = each.has("category") ? each.path("category") : each;
                freshdeskJson(path, category, into);
            }
        } else if (tree.path("sections").isArray() || tree.path("categories").isArray()) {
            into.problem(path, 0, "Sections without articles: put sections and articles into one file.");
        } else {
            into.problem(path, 0, "Neither articles of Zendesk Guide nor solutions of Freshdesk.");
        }
    }

    private static void zendesk(String path, JsonNode tree, Bundle into) {
        var categories = new HashMap<String, String>();
        for (var category : tree.path("categories")) {
            categories.put(
                    category.path("id").asString(""), category.path("name").asString(""));
        }
        var sections = new HashMap<String, List<String>>();
        for (var section : tree.path("sections")) {
            var category = categories.getOrDefault(section.path("category_id").asString(""), "");
            var name = section.path("name").asString("");
            sections.put(section.path("id").asString(""), category.isEmpty() ? List.of(name) : List.of(category, name));
        }
        var nth = 0;
        for (var article : tree.path("articles")) {
            nth++;
            var title = article.path("title").asString(article.path("name").asString(""));
            var body = article.path("body").asString("");
            if (title.isBlank() || body.isBlank()) {
                into.problem(path, 0, "Article %d has no %s.".formatted(nth, title.isBlank() ? "title" : "text"));
                continue;
            }
            into.texts()
                    .add(new Text(
                            "zendesk:" + article.path("id").asString(title),
                            path,
                            0,
                            sections.getOrDefault(article.path("section_id").asString(""), List.of()),
                            title,
                            "",
                            body,
                            Format.HTML,
                            language(article.path("locale").asString("")),
                            texts(article.path("label_names")),
                            !article.path("draft").asBoolean(false),
                            addresses(article.path("html_url").asString(""))));
        }
    }

    private static void freshdeskJson(String path, JsonNode category, Bundle into) {
        var outer = category.path("name").asString("");
        for (var each : category.path("folders")) {
            var folder = each.has("folder") ? each.path("folder") : each;
            for (var one : folder.path("articles")) {
                var article = one.has("article") ? one.path("article") : one;
                freshdesk(
                        path,
                        Stream.of(outer, folder.path("name").asString(""))
                                .filter(name -> !name.isBlank())
                                .toList(),
                        article.path("id").asString(""),
                        article.path("title").asString(""),
                        article.path("description").asString(""),
                        texts(article.path("tags")),
                        article.path("status").asInt(2),
                        into);
            }
        }
    }

    /** Read as text with tags: no entity is looked up anywhere. */
    private static void xml(String path, String text, Bundle into) {
        var tree = Jsoup.parse(text, "", Parser.xmlParser());
        var articles = tree.select("solution-article, article");
        if (articles.isEmpty()) {
            into.problem(path, 0, "There are no solutions of Freshdesk in it.");
        }
        for (var article : articles) {
            var sections = new ArrayList<String>();
            for (var above : article.parents()) {
                if (above.normalName().matches("(?:solution-)?(?:category|folder)")
                        && !child(above, "name").isBlank()) {
                    sections.addFirst(child(above, "name"));
                }
            }
            var status = child(article, "status");
            freshdesk(
                    path,
                    sections,
                    child(article, "id"),
                    child(article, "title"),
                    child(article, "description"),
                    article.select("tag > name").eachText(),
                    status.matches("\\d") ? Integer.parseInt(status) : 2,
                    into);
        }
    }

    private static String child(Element of, String name) {
        return of.children().stream()
                .filter(child -> child.normalName().equals(name))
                .map(Element::wholeText)
                .map(String::strip)
                .findFirst()
                .orElse("");
    }

    private static void freshdesk(
            String path,
            List<String> sections,
            String id,
            String title,
            String body,
            List<String> tags,
            int status,
            Bundle into) {
        if (title.isBlank() || body.isBlank()) {
            into.problem(
                    path,
                    0,
                    "The solution “%s” has no %s."
                            .formatted(title.isBlank() ? id : title, title.isBlank() ? "title" : "text"));
            return;
        }
        into.texts()
                .add(new Text(
                        "freshdesk:" + (id.isBlank() ? String.join("/", sections) + "/" + title : id),
                        path,
                        0,
                        sections,
                        title,
                        "",
                        body,
                        Format.HTML,
                        "",
                        tags,
                        status == 2,
                        id.isBlank() ? List.of() : List.of("/support/solutions/articles/" + id)));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        for (var each : list) {
            var text = each.isObject() ? each.path("name").asString("") : each.asString("");
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private static List<String> tags(String text) {
        return Arrays.stream(text.split("[,;]"))
                .map(tag -> tag.strip().replaceAll("^[\"']|[\"']$", ""))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** en-us, de_AT: the language alone. */
    private static String language(String locale) {
        var code = locale.strip().toLowerCase(Locale.ROOT).split("[-_]")[0];
        return code.matches("[a-z]{2}") ? code : "";
    }

    /** Only paths of this desk's own: whoever points the old name here keeps them working. */
    private static List<String> addresses(String address) {
        try {
            var path = address.isBlank() ? null : URI.create(address.strip()).getRawPath();
            return path == null || !path.startsWith("/") || path.length() < 2 || path.length() > 500
                    ? List.of()
                    : List.of(path);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
