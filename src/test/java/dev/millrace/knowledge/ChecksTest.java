package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Finding.Kind;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** What Linus is told about a text before customers find it out. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class ChecksTest {

    @Autowired
    private Checks checks;

    @Autowired
    private ContentAudit audit;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Articles articles;

    @Autowired
    private ArticleFiles files;

    @Autowired
    private Sections sections;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Section bikes;

    @BeforeEach
    void aSection() {
        linus = cast.linus();
        settings.put(Approval.KEY, new Approval(false), null);
        bikes = sections.add(null, "Bikes " + System.nanoTime(), "", linus.id());
    }

    @AfterEach
    void asItWas() {
        settings.put(Jargon.KEY, new Jargon(List.of()), null);
    }

    @Test
    void linksThatLeadNowhereAreFoundAndThoseThatWorkAreNot() {
        var read = published("Brakes", "## Turn the barrel\n\nTurn.");
        var gone = published("Gone", "Text");
        articles.withdraw(gone.id(), "en", linus);
        var body = """
                [good](article:%d) and [to a place](article:%d#s-turn-the-barrel)

                [elsewhere](article:%d#s-nowhere) and [withdrawn](article:%d)

                [unknown](article:999999999) and [here](#s-missing)
                """.formatted(read.number(), read.number(), read.number(), gone.number());

        var findings = checks.of(new Wording("Links", "All sorts.", body), "en").findings();

        assertThat(findings)
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        Kind.UNKNOWN_ANCHOR, Kind.WITHDRAWN_ARTICLE, Kind.UNKNOWN_ARTICLE, Kind.UNKNOWN_ANCHOR);
        assertThat(findings)
                .filteredOn(finding -> finding.kind() == Kind.UNKNOWN_ARTICLE)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.about()).isEqualTo("#999999999");
                    assertThat(finding.line()).isEqualTo(5);
                    assertThat(finding.weight()).isEqualTo(Finding.Weight.BROKEN);
                });
    }

    @Test
    void picturesMustBeThereAndSaySomething() {
        var article = published("Pictures", "Text");
        var picture =
                files.add(article.id(), "brake.png", "image/png", "png".getBytes(StandardCharsets.UTF_8), linus.id());
        var missing = Markdown.FILES + UUID.randomUUID() + "/lost.png";

        var findings = checks.of(
                        new Wording(
                                "P",
                                "S.",
                                "![A brake](%s)\n\n![](%s)\n\n![Lost](%s)"
                                        .formatted(picture.path(), picture.path(), missing)),
                        "en")
                .findings();

        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.MISSING_FILE, Kind.NO_ALT);
        assertThat(findings.getFirst().about()).isEqualTo(missing);
        assertThat(findings.getLast().about()).isEqualTo("brake.png");
    }

    @Test
    void wordsOfOurOwnArePointedOutWithWhatToSay() {
        settings.put(Jargon.KEY, Jargon.typed("utilise = use\nSKU"), null);

        var findings = checks.of(new Wording("How to find the sku", "S.", "Utilise it. Fully utilised."), "en")
                .findings();

        assertThat(findings)
                .containsExactly(new Finding(Kind.JARGON, "Utilise", "use", 1), new Finding(Kind.JARGON, "sku", "", 0));
    }

    @Test
    void headingsTitlesSummariesAndSentencesAreMeasured() {
        var longest =
                "Turn the small barrel at the end of the cable slowly to the left until the wheel turns freely again and the lever comes back to where it was before you began today.";
        var report = checks.of(new Wording("x".repeat(80), "y".repeat(220), "# One\n\n### Three\n\n" + longest), "en");

        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        Kind.HEADING_SKIPPED, Kind.LONG_TITLE, Kind.LONG_SUMMARY, Kind.LONG_SENTENCE);
        assertThat(report.findings())
                .filteredOn(finding -> finding.kind() == Kind.LONG_SENTENCE)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.instead()).isEqualTo("33");
                    assertThat(finding.line()).isEqualTo(5);
                });
    }

    @Test
    void otherSitesAreListedAndNotAsked() {
        var report = checks.of(
                new Wording("T", "S.", "See <https://127.0.0.1:9/secret> and [x](http://169.254.169.254/latest)"),
                "en");

        assertThat(report.elsewhere()).containsExactly("https://127.0.0.1:9/secret", "http://169.254.169.254/latest");
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aPassiveHabitIsAHint() {
        var text = "The lever is pulled. The cable was cut. The wheel is turned. You ride.";

        assertThat(checks.of(new Wording("T", "S.", text), "en").findings())
                .containsExactly(new Finding(Kind.PASSIVE, "The lever is pulled.", "3", 1));
        assertThat(checks.of(new Wording("T", "S.", text), "de").findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cat,1",
        "table,2",
        "reading,2",
        "article,3",
        "the,1",
        "make,1",
        "customer,3",
        "united,3",
        "wanted,2",
        "played,1",
        "houses,2",
        "information,4"
    })
    void syllablesAreCounted(String word, int syllables) {
        assertThat(Readability.syllables(word)).isEqualTo(syllables);
    }

    /** By hand: 6 words in one sentence with 6 syllables; 0.39 × 6 + 11.8 × 1 − 15.59. */
    @Test
    void theGradeAndLixAreWhatTheirFormulasSay() {
        var english = Readability.of(List.of("The cat sat on the mat."), "en");
        assertThat(english.value()).isCloseTo(-1.45, within(.001));
        assertThat(english.level()).isEqualTo(Readability.Level.TOO_SHORT);

        // 8 words in 2 sentences, 2 of them with more than six letters: 4 + 100 × 2 / 8.
        var german = Readability.of(List.of("Das Rad dreht sich. Bremsen Sie vorsichtig weiter."), "de");
        assertThat(german.scale()).isEqualTo(Readability.Scale.LIX);
        assertThat(german.value()).isCloseTo(29, within(.001));
    }

    @Test
    void plainTextIsEasyAndOfficialTextIsHard() {
        var plain = "Open the box. Take out the lamp. Put it on the desk. Plug in the cable. Press the white key. "
                .repeat(4);
        var official =
                "Notwithstanding aforementioned contractual stipulations, reimbursement eligibility determinations necessitate comprehensive documentation substantiating expenditures. "
                        .repeat(6);

        assertThat(Readability.of(List.of(plain), "en").level()).isEqualTo(Readability.Level.EASY);
        assertThat(Readability.of(List.of(official), "en").level()).isEqualTo(Readability.Level.HARD);
        assertThat(checks.of(new Wording("T", "S.", official), "en").findings())
                .extracting(Finding::kind)
                .contains(Kind.HARD_TO_READ);
    }

    @Test
    void theAuditFindsEveryConcernAmongAllThatIsPublished() {
        var good = published("Good", "## Turn\n\nTurn the barrel.");
        var broken = published("Broken", "[x](article:999999998)");
        var old = published("Old", "Text");
        db.sql("update knowledge.version set published_at = timestamp '2020-01-01' where article_id = :id")
                .param("id", old.id().value())
                .update();
        db.sql("update knowledge.article set review_days = 30, review_due = date '2020-01-01' where id = :id")
                .param("id", old.id().value())
                .update();

        assertThat(concerns(good)).containsExactly(ContentAudit.Concern.UNDATED);
        assertThat(concerns(broken)).contains(ContentAudit.Concern.BROKEN);
        assertThat(concerns(old)).containsExactlyInAnyOrder(ContentAudit.Concern.STALE, ContentAudit.Concern.DUE);
        var seen = new java.util.ArrayList<String>();
        var after = (String) null;
        do {
            var slice = audit.page(null, after, 2);
            slice.items().forEach(row -> seen.add(row.number() + row.language()));
            after = slice.next();
        } while (after != null);
        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains(good.number() + "en", broken.number() + "en", old.number() + "en");
        assertThat(audit.page(ContentAudit.Concern.BROKEN, null).items())
                .extracting(ContentAudit.Row::number)
                .contains(broken.number())
                .doesNotContain(good.number());
    }

    private Set<ContentAudit.Concern> concerns(Article article) {
        return audit.all().stream()
                .filter(row -> row.number() == article.number())
                .findFirst()
                .orElseThrow()
                .concerns();
    }

    private Article published(String title, String body) {
        var article = articles.write(
                new Placing(bikes.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new Wording(title, "", body),
                linus.id());
        articles.publish(article.id(), "en", "", linus);
        return articles.find(article.id());
    }
}
