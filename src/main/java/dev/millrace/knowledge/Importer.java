package dev.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Bundle.Format;
import dev.millrace.knowledge.Bundle.Text;
import dev.millrace.knowledge.ImportReport.Fate;
import dev.millrace.knowledge.ImportReport.Line;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes articles of texts: first the article itself, so that the others can link to it, then what it says. */
@Component
class Importer {

    private static final Pattern MARKDOWN_TARGET =
            Pattern.compile("(!?\\[[^\\]\\n]*\\])\\(<?([^)>\\s]+)>?((?:\\s+\"[^\"\\n]*\")?)\\)");
    private static final Map<String, String> TYPES = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "webp",
            "image/webp",
            "avif",
            "image/avif",
            "mp4",
            "video/mp4",
            "webm",
            "video/webm",
            "pdf",
            "application/pdf");

    private static final String NO_SECTION = "Imported";
    private static final int REVIEW_DAYS = 180;

    private final JdbcClient db;
    private final Articles articles;
    private final ArticleFiles files;
    private final Sections sections;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Importer(
            JdbcClient db,
            Articles articles,
            ArticleFiles files,
            Sections sections,
            Settings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.transaction = transaction;
        this.db = db;
        this.articles = articles;
        this.files = files;
        this.sections = sections;
        this.settings = settings;
        this.clock = clock;
    }

    /** The article a text became before. */
    private record Source(ArticleId article, long number, String checksum, int edition) {}

    ImportReport foresee(Bundle bundle) {
        var spoken = settings.get(HelpLanguages.KEY);
        var lines = bundle.texts().stream().map(text -> foresee(text, spoken)).toList();
        return new ImportReport(lines, problems(bundle));
    }

    static List<ImportReport.Problem> problems(Bundle bundle) {
        return bundle.problems().stream()
                .map(problem -> new ImportReport.Problem(problem.file(), problem.line(), problem.what()))
                .toList();
    }

    private Line foresee(Text text, HelpLanguages spoken) {
        var language = language(text, spoken);
        if (!spoken.languages().contains(language)) {
            return line(text, language, Fate.REFUSED, null, notSpoken(language));
        }
        if (text.title().length() > Wording.LONGEST_TITLE || text.body().length() > Wording.LONGEST_BODY * 5) {
            return line(text, language, Fate.REFUSED, null, "It is too long.");
        }
        var source = source(text, language);
        if (source.isEmpty()) {
            return line(text, language, Fate.NEW, null, "");
        }
        var number = source.get().number();
        return source.get().checksum().equals(checksum(text))
                ? line(text, language, Fate.SAME, number, "")
                : line(text, language, wasChangedHere(source.get(), language) ? Fate.KEPT : Fate.CHANGED, number, "");
    }

    /** The article that a text becomes, whether it was there before or is made now, without a word in it. */
    @Transactional
    public Line place(Text text, HelpLanguages spoken, PersonId by, Numbers numbers) {
        var language = language(text, spoken);
        if (!spoken.languages().contains(language)) {
            throw new Invalid("language", notSpoken(language));
        }
        var before = anyLanguage(text);
        var article = before.map(articles::find).orElseGet(() -> made(text, language, by));
        numbers.know(text.file() + " " + text.id(), article.number());
        if (text.line() <= 1 && isPage(text.file())) {
            numbers.know(text.file(), article.number());
        }
        for (var address : text.addresses()) {
            numbers.know(address, article.number());
            redirect(address, article.id());
        }
        return line(text, language, Fate.NEW, article.number(), "");
    }

    private static boolean isPage(String file) {
        return file.matches("(?i).*\\.(?:md|markdown|html?|xhtml)");
    }

    private Article made(Text text, String language, PersonId by) {
        var tags = text.tags().stream()
                .map(tag -> tag.length() > 50 ? tag.substring(0, 50) : tag)
                .limit(20)
                .toList();
        var placing = new Placing(section(text.sections(), by), Audience.PUBLIC, Set.of(), by, tags, REVIEW_DAYS);
        var article = articles.write(placing, language, new Wording(text.title(), "", ""), by);
        remember(text, language, article.id(), "", 1);
        return article;
    }

    /** What the text says becomes the draft, unless somebody has gone on writing there. */
    Line take(Text text, Bundle bundle, HelpLanguages spoken, boolean publish, SignedIn by, Numbers numbers) {
        var language = language(text, spoken);
        if (!spoken.languages().contains(language)) {
            throw new Invalid("language", notSpoken(language));
        }
        var article = articles.find(anyLanguage(text).orElseThrow());
        var source = source(text, language);
        var checksum = checksum(text);
        if (source.isPresent() && source.get().checksum().equals(checksum)) {
            return line(text, language, Fate.SAME, article.number(), "");
        }
        if (source.isPresent() && wasChangedHere(source.get(), language)) {
            return line(text, language, Fate.KEPT, article.number(), "Somebody has gone on writing here.");
        }
        var isNew = source.isEmpty() || source.get().checksum().isEmpty();
        // Pictures go to their store first, which may be far away; then all the rest in one transaction.
        var wording = new Wording(text.title(), cut(text.summary()), body(text, bundle, article, by.id(), numbers));
        var note = Objects.requireNonNull(transaction.execute(_ -> {
            var draft = articles.begin(article.id(), language, by.id());
            var kept = articles.keep(article.id(), language, wording, draft.edition(), by.id());
            remember(text, language, article.id(), checksum, kept.edition());
            if (!publish || !text.published()) {
                return "";
            }
            if (!articles.mayPublish(kept, by)) {
                return "It waits for approval.";
            }
            articles.publish(article.id(), language, "Imported.", by);
            return "";
        }));
        return line(text, language, isNew ? Fate.NEW : Fate.CHANGED, article.number(), note);
    }

    private static String cut(String summary) {
        return summary.length() <= Wording.LONGEST_SUMMARY ? summary : summary.substring(0, Wording.LONGEST_SUMMARY);
    }

    private String body(Text text, Bundle bundle, Article article, PersonId by, Numbers numbers) {
        var taken = files.of(article.id()).stream()
                .collect(Collectors.toMap(
                        file -> file.name() + file.stored().sha256(),
                        ArticleFile::path,
                        (first, _) -> first,
                        HashMap::new));
        var places = new HtmlToMarkdown.Places() {

            @Override
            public String link(String href) {
                var parts = href.split("#", 2);
                var number = target(parts[0]);
                return number.map(to -> "article:" + to + (parts.length == 2 ? "#" + parts[1] : ""))
                        .orElseGet(() -> picture(href, false));
            }

            private Optional<Long> target(String address) {
                if (address.isEmpty()) {
                    return Optional.empty();
                }
                return numbers.at(path(address)).or(() -> numbers.at(beside(text.file(), address)));
            }

            @Override
            public String picture(String source) {
                return picture(source, true);
            }

            private String picture(String source, boolean shown) {
                var path = beside(text.file(), source);
                var content = bundle.files().get(path);
                if (content == null) {
                    if (shown && !source.matches("(?i)(?:https?:)?//.*|data:.*")) {
                        numbers.problem(
                                text.file(), text.line(), "The picture %s is not among the files.".formatted(source));
                    }
                    return source;
                }
                var name = path.substring(path.lastIndexOf('/') + 1);
                var type = TYPES.getOrDefault(
                        name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "application/octet-stream");
                return taken.computeIfAbsent(
                        name.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + hash(content),
                        _ -> files.add(article.id(), name, type, content, by).path());
            }
        };
        return text.format() == Format.HTML
                ? HtmlToMarkdown.of(text.body(), places)
                : MARKDOWN_TARGET
                        .matcher(text.body())
                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement("%s(%s%s)"
                                .formatted(
                                        found.group(1),
                                        found.group(1).startsWith("!")
                                                ? places.picture(found.group(2))
                                                : places.link(found.group(2)),
                                        found.group(3))));
    }

    /** The path of an address, whatever its host. */
    private static String path(String address) {
        try {
            var path = URI.create(address).getRawPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /** What a relative address means in a file; whatever it says, it stays a name in the archive. */
    private static String beside(String file, String address) {
        var plain = address.replaceAll("[?#].*$", "");
        String decoded;
        try {
            decoded = URLDecoder.decode(plain.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            decoded = plain;
        }
        var folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
        return ImportReader.path(decoded.startsWith("/") ? decoded.substring(1) : folder + decoded);
    }

    /** By name, and made where there is none; what lies deeper than two levels lies in the second. */
    private SectionId section(List<String> names, PersonId by) {
        var path = names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        var top = path.isEmpty() ? NO_SECTION : path.getFirst();
        var outer = section(null, top, by);
        return path.size() < 2 ? outer : section(outer, String.join(" – ", path.subList(1, path.size())), by);
    }

    private SectionId section(@Nullable SectionId parent, String name, PersonId by) {
        var plain = name.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        var kept = plain.length() <= 80 ? plain : plain.substring(0, 80).strip();
        return sections.active().stream()
                .filter(section -> Objects.equals(section.parent(), parent)
                        && section.name().equalsIgnoreCase(kept))
                .map(Section::id)
                .findFirst()
                .orElseGet(() -> sections.add(parent, kept, "", by).id());
    }

    private static String language(Text text, HelpLanguages spoken) {
        return text.language().isEmpty() ? spoken.first() : text.language();
    }

    private static String notSpoken(String language) {
        return "The help centre has no language “%s”; add it in the settings.".formatted(language);
    }

    private static Line line(Text text, String language, Fate fate, @Nullable Long number, String note) {
        return new Line(
                text.file(),
                text.line(),
                text.title(),
                language,
                String.join(" › ", text.sections()),
                fate,
                number,
                note);
    }

    private static String system(Text text) {
        return text.id().split(":", 2)[0];
    }

    private Optional<ArticleId> anyLanguage(Text text) {
        return db.sql("select article_id from knowledge.source where system = :system and id = :id limit 1")
                .param("system", system(text))
                .param("id", text.id())
                .query((row, _) -> new ArticleId(row.getObject(1, UUID.class)))
                .optional();
    }

    private Optional<Source> source(Text text, String language) {
        return db.sql("""
                select s.article_id, a.number, s.checksum, s.edition
                  from knowledge.source s
                  join knowledge.article a on a.id = s.article_id
                 where s.system = :system and s.id = :id and s.language = :language
                """)
                .param("system", system(text))
                .param("id", text.id())
                .param("language", language)
                .query((row, _) -> new Source(
                        new ArticleId(row.getObject("article_id", UUID.class)),
                        row.getLong("number"),
                        row.getString("checksum"),
                        row.getInt("edition")))
                .optional();
    }

    private boolean wasChangedHere(Source source, String language) {
        return articles.draft(source.article(), language)
                .filter(draft -> draft.edition() != source.edition())
                .isPresent();
    }

    private void remember(Text text, String language, ArticleId article, String checksum, int edition) {
        db.sql("""
                insert into knowledge.source (system, id, language, article_id, checksum, edition, taken_at)
                values (:system, :id, :language, :article, :checksum, :edition, :at)
                    on conflict (system, id, language) do update
                   set checksum = excluded.checksum, edition = excluded.edition, taken_at = excluded.taken_at
                """)
                .param("system", system(text))
                .param("id", text.id())
                .param("language", language)
                .param("article", article.value())
                .param("checksum", checksum)
                .param("edition", edition)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void redirect(String address, ArticleId article) {
        if (address.startsWith("/articles") || address.matches("/help(?:/.*)?")) {
            return;
        }
        db.sql("""
                insert into knowledge.redirect (path, article_id, created_at)
                values (:path, :article, :at)
                    on conflict (path) do nothing
                """)
                .param("path", address)
                .param("article", article.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String checksum(Text text) {
        return hash(String.join(
                        "\u001f",
                        Arrays.asList(
                                text.title(),
                                text.summary(),
                                text.body(),
                                text.format().name()))
                .getBytes(UTF_8));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
