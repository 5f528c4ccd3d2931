package dev.millrace.knowledge;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what could be better about a text before customers do: links that lead nowhere, pictures that are not there or say nothing
 * to those who cannot see, sentences that are hard to read, words that customers do not use. Nothing is asked of other sites.
 */
@Component
@Transactional(readOnly = true)
public class Checks {

    /** Search engines cut what is longer. */
    static final int LONG_TITLE = 70;

    static final int LONG_SUMMARY = 200;

    /** Of each kind; more of the same helps nobody. */
    private static final int SHOWN = 5;

    private static final Pattern ARTICLE = Pattern.compile("/help/articles/(\\d{1,18})(?:-[^#?]*)?(?:#(.+))?");
    private static final Pattern FILE = Pattern.compile(Markdown.FILES + "([0-9a-f-]{36})(?:/.*)?");

    /** A form of "be" and a participle that is one by its end or by heart. */
    private static final Pattern PASSIVE = Pattern.compile(
            "(?i)\\b(?:am|is|are|was|were|be|been|being)\\s+(?:\\w+ly\\s+)?(?:\\w{3,}ed|done|made|sent|given|taken|seen|shown"
                    + "|found|kept|held|known|written|chosen|paid|sold|told|brought|built|cut|lost|left|put|set)\\b");

    /** From here it is a habit. */
    private static final double MUCH_PASSIVE = .3;

    private final JdbcClient db;
    private final Settings settings;

    Checks(JdbcClient db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param findings the worst first
     * @param elsewhere addresses of other sites that are linked
     */
    public record Report(Readability readability, List<Finding> findings, List<String> elsewhere) {
        public Report {
            findings = List.copyOf(findings);
            elsewhere = List.copyOf(elsewhere);
        }

        public boolean has(Finding.Weight weight) {
            return findings.stream().anyMatch(finding -> finding.weight() == weight);
        }
    }

    public Report of(Wording wording, String language) {
        return of(List.of(wording), language).getFirst();
    }

    /** Many at once ask the database no more often than one does. */
    List<Report> of(List<Wording> wordings, String language) {
        var rendered = wordings.stream()
                .map(wording -> Markdown.render(wording.body()))
                .toList();
        var targets = targets(rendered);
        var stored = stored(rendered);
        var reports = new ArrayList<Report>();
        for (var i = 0; i < wordings.size(); i++) {
            reports.add(report(wordings.get(i), rendered.get(i), language, targets, stored));
        }
        return reports;
    }

    private Report report(
            Wording wording, Rendered rendered, String language, Map<Long, Target> targets, Set<UUID> stored) {
        var found = new ArrayList<Finding>();
        links(wording.body(), rendered, targets, stored, found);
        pictures(wording.body(), rendered, found);
        headings(rendered, wording.body(), found);
        var readability = Readability.of(rendered, language);
        prose(readability, language, wording.body(), found);
        jargon(wording, found);
        if (wording.title().length() > LONG_TITLE) {
            found.add(new Finding(
                    Kind.LONG_TITLE, Integer.toString(wording.title().length()), Integer.toString(LONG_TITLE), 0));
        }
        if (wording.summary().length() > LONG_SUMMARY) {
            found.add(new Finding(
                    Kind.LONG_SUMMARY,
                    Integer.toString(wording.summary().length()),
                    Integer.toString(LONG_SUMMARY),
                    0));
        } else if (wording.summary().isBlank() && !wording.body().isBlank()) {
            found.add(new Finding(Kind.NO_SUMMARY, "", "", 0));
        }
        return new Report(
                readability,
                found.stream().sorted(Comparator.comparing(Finding::weight)).toList(),
                rendered.links().stream()
                        .filter(link -> link.matches("(?i)https?:.*"))
                        .toList());
    }

    private static void links(
            String body, Rendered rendered, Map<Long, Target> targets, Set<UUID> stored, List<Finding> found) {
        var own = anchors(rendered);
        for (var link : rendered.links()) {
            var article = ARTICLE.matcher(link);
            var file = FILE.matcher(link);
            if (article.matches()) {
                var number = Long.parseLong(article.group(1));
                var about = "#" + number;
                var at = line(body, "article:" + number, link);
                var target = targets.get(number);
                if (target == null) {
                    found.add(new Finding(Kind.UNKNOWN_ARTICLE, about, "", at));
                } else if (!target.published()) {
                    found.add(new Finding(Kind.WITHDRAWN_ARTICLE, about + " " + target.title(), "", at));
                } else if (article.group(2) != null && !target.anchors().contains(article.group(2))) {
                    found.add(new Finding(
                            Kind.UNKNOWN_ANCHOR, about + " " + target.title() + " #" + article.group(2), "", at));
                }
            } else if (file.matches()) {
                if (!stored.contains(uuid(file.group(1)))) {
                    found.add(new Finding(Kind.MISSING_FILE, link, "", line(body, link)));
                }
            } else if (link.startsWith("#") && !own.contains(link.substring(1))) {
                found.add(new Finding(Kind.UNKNOWN_ANCHOR, link, "", line(body, link)));
            }
        }
    }

    private static void pictures(String body, Rendered rendered, List<Finding> found) {
        for (var picture : Jsoup.parseBodyFragment(rendered.html()).select("img, video")) {
            if (picture.attr("alt").isBlank() && picture.attr("aria-label").isBlank()) {
                found.add(new Finding(Kind.NO_ALT, name(picture.attr("src")), "", line(body, picture.attr("src"))));
            }
        }
    }

    private static String name(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    /** Who reads with a screen reader walks from heading to heading. */
    private static void headings(Rendered rendered, String body, List<Finding> found) {
        var before = 1;
        for (var heading : rendered.headings()) {
            if (heading.level() > before + 1) {
                found.add(new Finding(Kind.HEADING_SKIPPED, heading.text(), "", line(body, heading.text())));
            }
            before = heading.level();
        }
    }

    private static void prose(Readability readability, String language, String body, List<Finding> found) {
        if (readability.level() == Readability.Level.HARD) {
            found.add(new Finding(Kind.HARD_TO_READ, Long.toString(Math.round(readability.value())), "", 0));
        }
        readability.longSentences().stream()
                .limit(SHOWN)
                .forEach(sentence -> found.add(new Finding(
                        Kind.LONG_SENTENCE,
                        shortened(sentence),
                        Integer.toString(Readability.words(sentence).size()),
                        line(body, beginning(sentence)))));
        if (language.equals("en")) {
            var passive = readability.sentences().stream()
                    .filter(sentence -> PASSIVE.matcher(sentence).find())
                    .toList();
            if (passive.size() >= 3
                    && passive.size() > MUCH_PASSIVE * readability.sentences().size()) {
                found.add(new Finding(
                        Kind.PASSIVE,
                        shortened(passive.getFirst()),
                        Integer.toString(passive.size()),
                        line(body, beginning(passive.getFirst()))));
            }
        }
    }

    private void jargon(Wording wording, List<Finding> found) {
        var text = wording.title() + "\n" + wording.summary() + "\n" + wording.body();
        for (var term : settings.get(Jargon.KEY).terms()) {
            var word = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(term.word()) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text);
            if (word.find()) {
                found.add(new Finding(Kind.JARGON, word.group(), term.instead(), line(wording.body(), word.group())));
            }
        }
    }

    private static String shortened(String sentence) {
        return sentence.length() <= 90 ? sentence : sentence.substring(0, 90).strip() + "…";
    }

    private static String beginning(String sentence) {
        return Arrays.stream(sentence.split(" ")).limit(3).collect(Collectors.joining(" "));
    }

    /** Where the first of these stands. */
    private static int line(String body, String... words) {
        for (var word : words) {
            var at = word.isEmpty() ? -1 : body.indexOf(word);
            if (at >= 0) {
                return 1
                        + (int) body.substring(0, at)
                                .chars()
                                .filter(letter -> letter == '\n')
                                .count();
            }
        }
        return 0;
    }

    /** An article that is linked. */
    private record Target(String title, boolean published, Set<String> anchors) {}

    private Map<Long, Target> targets(List<Rendered> rendered) {
        var numbers = new HashSet<Long>();
        var withAnchor = new HashSet<Long>();
        for (var link : links(rendered)) {
            var article = ARTICLE.matcher(link);
            if (article.matches()) {
                numbers.add(Long.parseLong(article.group(1)));
                if (article.group(2) != null) {
                    withAnchor.add(Long.parseLong(article.group(1)));
                }
            }
        }
        var targets = new HashMap<Long, Target>();
        db.sql("""
                select a.number, not a.archived and p.version is not null as published,
                       coalesce(v.title, (select d.title from knowledge.draft d where d.article_id = a.id limit 1), '') as title,
                       case when a.number = any(:withAnchor) then v.body end as body
                  from knowledge.article a
                  left join knowledge.published p on p.article_id = a.id
                  left join knowledge.version v
                         on v.article_id = p.article_id and v.language = p.language and v.version = p.version
                 where a.number = any(:numbers)
                """)
                .param("numbers", numbers.toArray(Long[]::new))
                .param("withAnchor", withAnchor.toArray(Long[]::new))
                .query((row, _) -> {
                    var body = row.getString("body");
                    var anchors = body == null ? Set.<String>of() : anchors(Markdown.render(body));
                    // In any of its languages is good enough: the link is the same in all.
                    return targets.merge(
                            row.getLong("number"),
                            new Target(row.getString("title"), row.getBoolean("published"), anchors),
                            (a, b) -> new Target(
                                    a.title(), a.published() || b.published(), union(a.anchors(), b.anchors())));
                })
                .list();
        return targets;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Set<String> anchors(Rendered rendered) {
        return rendered.headings().stream().map(Rendered.Heading::anchor).collect(Collectors.toSet());
    }

    private static List<String> links(Collection<Rendered> rendered) {
        return rendered.stream().flatMap(each -> each.links().stream()).toList();
    }

    /** Files that are linked and there: no row is without its file. */
    private Set<UUID> stored(List<Rendered> rendered) {
        var ids = links(rendered).stream()
                .map(FILE::matcher)
                .filter(file -> file.matches())
                .map(file -> uuid(file.group(1)))
                .distinct()
                .toArray(UUID[]::new);
        if (ids.length == 0) {
            return Set.of();
        }
        return new HashSet<>(db.sql("select id from knowledge.file where id = any(:ids)")
                .param("ids", ids)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }
}
