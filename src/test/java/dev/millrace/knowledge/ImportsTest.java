package dev.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.ImportReport.Fate;
import dev.millrace.knowledge.ImportReport.Import;
import dev.millrace.knowledge.ImportReport.Line;
import dev.millrace.knowledge.ImportReport.State;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Grace brings the articles of her old desk along, twice, and with what attackers would put between them. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@org.springframework.context.annotation.Import(Cast.class)
class ImportsTest {

    private static final byte[] PICTURE = "not really a picture".getBytes(UTF_8);

    @Autowired
    private Imports imports;

    @Autowired
    private Articles articles;

    @Autowired
    private ArticleFiles files;

    @Autowired
    private Sections sections;

    @Autowired
    private HelpCentre help;

    @Autowired
    private Settings settings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    private final String word = "w" + System.nanoTime();
    private SignedIn grace;

    @BeforeEach
    void aHelpCentreInTwoLanguages() {
        grace = cast.grace();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
    }

    @AfterEach
    void asItWas() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
    }

    @Test
    void foldersOfMarkdownBecomeSectionsLinksFindTheirArticlesAndPicturesComeAlong() {
        var archive = zip(Map.of(
                word + "/Brakes/adjust.md",
                "---\ntitle: Adjust " + word + "\ntags: brakes, cable\nurl: https://old.example/kb/adjust-" + word
                        + "\n---\n" + "# Adjust " + word
                        + "\n\nSee [gears](../gears.html#top) and ![The barrel](img/barrel.png) ![lost](img/lost.png).",
                word + "/Brakes/img/barrel.png",
                new String(PICTURE, UTF_8),
                word + "/gears.html",
                "<html lang=en><body><nav>Menu</nav><main><h1>Gears " + word
                        + "</h1><p>Shift <b>gently</b>, <a href=\"Brakes/adjust.md\">brake</a>."
                        + "<script>alert(1)</script></p></main></body></html>"));

        var looked = imports.look("old desk.zip", archive, grace.id());

        assertThat(looked.state()).isEqualTo(State.LOOKED);
        assertThat(looked.report().lines()).extracting(Line::fate).containsOnly(Fate.NEW);
        assertThat(sections.active()).noneMatch(section -> section.name().equals(word));

        var done = run(looked, true);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.done()).isEqualTo(2);
        var adjust = article(done, "Adjust " + word);
        var gears = article(done, "Gears " + word);
        assertThat(body(adjust))
                .contains("[gears](article:%d#top)".formatted(gears.number()), "![lost](img/lost.png)")
                .doesNotContain("# Adjust");
        assertThat(files.of(adjust.id())).hasSize(1);
        assertThat(body(adjust))
                .contains("![The barrel](" + files.of(adjust.id()).getFirst().path() + ")");
        assertThat(body(gears)).isEqualTo("Shift **gently**, [brake](article:%d).".formatted(adjust.number()));
        assertThat(adjust.tags()).containsExactly("brakes", "cable");
        assertThat(sections.find(adjust.section()).name()).isEqualTo("Brakes");
        assertThat(help.moved("/kb/adjust-" + word)).contains(adjust.number());
        assertThat(done.report().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(word + "/Brakes/adjust.md");
            assertThat(problem.what()).contains("img/lost.png");
        });
    }

    @Test
    void theSameTextAgainChangesTheDraftAndMakesNoSecondArticle() {
        var first = csv("Same", "Old words");
        var article = article(run(imports.look("a.csv", first, grace.id()), true), "Title " + word);

        var again = run(imports.look("a.csv", first, grace.id()), true);
        assertThat(again.report().lines()).extracting(Line::fate).containsExactly(Fate.SAME);
        assertThat(articles.draft(article.id(), "en")).isEmpty();

        var changed = run(imports.look("a.csv", csv("Same", "New words"), grace.id()), false);
        assertThat(changed.report().lines()).extracting(Line::fate).containsExactly(Fate.CHANGED);
        assertThat(article(changed, "Title " + word).number()).isEqualTo(article.number());
        assertThat(articles.draft(article.id(), "en").orElseThrow().wording().body())
                .isEqualTo("New words");
        assertThat(articles.version(article.id(), "en", 1).wording().body()).isEqualTo("Old words");
    }

    @Test
    void whatSomebodyWroteHereSinceIsLeftAlone() {
        var article = article(run(imports.look("a.csv", csv("Kept", "Old words"), grace.id()), false), "Title " + word);
        var draft = articles.draft(article.id(), "en").orElseThrow();
        articles.keep(article.id(), "en", new Wording("Title " + word, "", "Grace’s own"), draft.edition(), grace.id());

        var again = run(imports.look("a.csv", csv("Kept", "New words"), grace.id()), false);

        assertThat(again.report().lines()).extracting(Line::fate).containsExactly(Fate.KEPT);
        assertThat(articles.draft(article.id(), "en").orElseThrow().wording().body())
                .isEqualTo("Grace’s own");
    }

    @Test
    void anImportThatIsCutOffGoesOnWhereItWas() {
        var content = csv("Cut", "Words");
        var looked = imports.look("a.csv", content, grace.id());
        run(looked, false);
        var drafted = article(imports.find(looked.id()), "Title " + word);
        // Killed before it was said to be done: the job is taken up again.
        jdbc.sql("update knowledge.import set state = 'waiting', done = 0 where id = :id")
                .param("id", looked.id())
                .update();

        imports.run(looked.id());

        assertThat(imports.find(looked.id()).state()).isEqualTo(State.DONE);
        assertThat(article(imports.find(looked.id()), "Title " + word).id()).isEqualTo(drafted.id());
        assertThatThrownBy(() -> imports.start(looked.id(), false)).isInstanceOf(Conflict.class);
    }

    @Test
    void zendeskGuideComesWithItsSectionsTranslationsAndAddresses() {
        var json = """
                {"categories": [{"id": 1, "name": "Cat %1$s"}], "sections": [{"id": 2, "name": "Returns", "category_id": 1}],
                 "articles": [
                  {"id": 3, "title": "Return %1$s", "body": "<p>Send it <a href='/hc/en-us/articles/4-Refund-%1$s'>back</a></p>", "section_id": 2,
                   "locale": "en-us", "html_url": "https://x.zendesk.com/hc/en-us/articles/3-Return-%1$s", "draft": false, "label_names": ["Post"]},
                  {"id": 3, "title": "Rückgabe %1$s", "body": "<p>Zurück</p>", "section_id": 2, "locale": "de", "draft": false},
                  {"id": 4, "title": "Refund %1$s", "body": "<h2>Money</h2>", "section_id": 2, "locale": "en-us", "draft": true,
                   "html_url": "https://x.zendesk.com/hc/en-us/articles/4-Refund-%1$s"},
                  {"id": 5, "title": "Rendre %1$s", "body": "<p>x</p>", "section_id": 2, "locale": "fr"},
                  {"id": 6, "title": "", "body": "x"}]}
                """.formatted(word);

        var done = run(imports.look("guide.json", json.getBytes(UTF_8), grace.id()), true);

        var returns = article(done, "Return " + word);
        var refund = article(done, "Refund " + word);
        assertThat(article(done, "Rückgabe " + word).id()).isEqualTo(returns.id());
        assertThat(body(returns)).isEqualTo("Send it [back](article:%d)".formatted(refund.number()));
        assertThat(returns.in("de").orElseThrow().published()).isEqualTo(1);
        assertThat(refund.isPublished()).isFalse();
        var section = sections.find(returns.section());
        assertThat(section.name()).isEqualTo("Returns");
        assertThat(sections.find(section.parent()).name()).isEqualTo("Cat " + word);
        assertThat(help.moved("/hc/en-us/articles/3-Return-" + word)).contains(returns.number());
        assertThat(done.report().lines())
                .filteredOn(line -> line.fate() == Fate.REFUSED)
                .singleElement()
                .satisfies(line -> assertThat(line.note()).contains("“fr”"));
        assertThat(done.report().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("Article 5"));
    }

    @Test
    void freshdeskSolutionsComeAsXmlAndNothingOfItIsLookedUp() {
        var xml = """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
                <solution-categories><solution-category><name>Cat %1$s</name><folders><solution-folder><name>Folder</name><articles>
                <solution-article><id>7%2$d</id><title>Solve %1$s</title><description>&lt;p&gt;Do &lt;b&gt;this&lt;/b&gt; &amp;secret; &secret;&lt;/p&gt;</description><status>2</status></solution-article>
                </articles></solution-folder></folders></solution-category></solution-categories>
                """.formatted(word, System.nanoTime());

        var done = run(imports.look("solutions.xml", xml.getBytes(UTF_8), grace.id()), true);

        assertThat(body(article(done, "Solve " + word))).contains("Do **this**").doesNotContain("root:");
        var json =
                "[{\"category\": {\"name\": \"Cat %s\", \"folders\": [{\"name\": \"Folder\", \"articles\": [{\"id\": \"j%s\", \"title\": \"Json %s\", \"description\": \"<p>Yes</p>\", \"status\": 1}]}]}}]"
                        .formatted(word, word, word);
        var second = run(imports.look("solutions.json", json.getBytes(UTF_8), grace.id()), true);
        assertThat(article(second, "Json " + word).isPublished()).isFalse();
    }

    @Test
    void problemsAreNamedByFileAndLine() {
        var looked = imports.look(
                "x.csv",
                ("section,title,body\nA,,text\nA,\"two\nlines\",text\nA,third,\n").getBytes(UTF_8),
                grace.id());

        assertThat(looked.report().problems())
                .extracting(problem -> problem.line() + " " + problem.what())
                .containsExactly("2 There is no title.", "5 There is no text.");
        assertThat(imports.look("x.csv", "a,b\n1,2".getBytes(UTF_8), grace.id())
                        .report()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("name the columns"));
        assertThat(imports.look("x.json", "{\n\n oops".getBytes(UTF_8), grace.id())
                        .report()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
        assertThat(imports.look("x.md", new byte[] {'a', (byte) 0xff, (byte) 0xfe}, grace.id())
                        .report()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/evil.md",
                "/etc/evil.md",
                "..\\..\\evil.md",
                "a/../../evil.md",
                "C:\\evil.md",
                "\\evil.md"
            })
    void aNameThatLeadsOutOfTheArchiveIsLeftOut(String name) {
        var report = imports.look("x.zip", zip(Map.of(name, "# Evil\n\nText", "good.md", "# Good\n\nText")), grace.id())
                .report();

        assertThat(report.lines()).extracting(Line::title).containsExactly("Good");
        assertThat(report.problems()).extracting(ImportReport.Problem::file).containsExactly(name);
    }

    @Test
    void whatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked() {
        var bomb = zip(Map.of("bomb.md", "0".repeat(ImportReader.LARGEST_ENTRY + 1)));
        assertThat(bomb.length).isLessThan(100_000);

        assertThatThrownBy(() -> imports.look("bomb.zip", bomb, grace.id()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Unpacked");
        var many = new TreeMap<String, String>();
        for (var i = 0; i <= ImportReader.MOST_ENTRIES; i++) {
            many.put(i + ".md", "");
        }
        assertThatThrownBy(() -> imports.look("many.zip", zip(many), grace.id()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("entries");
    }

    @Test
    void aBrokenArchiveIsRefusedAndNeverAnError() {
        var whole = zip(Map.of("a.md", "# A\n\nText ".repeat(50), "b.html", "<p>x</p>"));
        assertThatThrownBy(() -> imports.look("x.zip", "no zip".getBytes(UTF_8), grace.id()))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> imports.look("x.exe", PICTURE, grace.id())).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> imports.look("x.zip", new byte[0], grace.id())).isInstanceOf(Invalid.class);
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var broken = round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (var i = 0; i < 3 && broken.length > 0; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                ImportReader.read("x.zip", broken);
            } catch (Invalid _) {
                // as it should be
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void aPictureIsOnlyLookedForInTheArchive() {
        var done = run(
                imports.look(
                        "x.zip",
                        zip(Map.of(
                                "deep/a.md",
                                "# Pic " + word
                                        + "\n\n![x](../../../etc/passwd) ![y](/etc/passwd) ![z](file:///etc/passwd)")),
                        grace.id()),
                false);

        var article = article(done, "Pic " + word);
        assertThat(files.of(article.id())).isEmpty();
        assertThat(done.report().problems()).hasSize(3);
    }

    private byte[] csv(String id, String body) {
        return "id,section,title,body\n%s-%s,Section %s,Title %s,%s\n"
                .formatted(word, id, word, word, body)
                .getBytes(UTF_8);
    }

    private Import run(Import looked, boolean publish) {
        imports.start(looked.id(), publish);
        await().atMost(ofSeconds(30)).until(() -> imports.find(looked.id()).state() != State.WAITING);
        return imports.find(looked.id());
    }

    private Article article(Import done, String title) {
        return done.report().lines().stream()
                .filter(line -> line.title().equals(title))
                .map(line -> articles.find(Objects.requireNonNull(line.number())))
                .findFirst()
                .orElseThrow();
    }

    private String body(Article article) {
        return articles.draft(article.id(), "en")
                .map(Draft::wording)
                .orElseGet(() -> articles.version(article.id(), "en", 1).wording())
                .body();
    }

    private static byte[] zip(Map<String, String> entries) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
