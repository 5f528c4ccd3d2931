package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Feedback.Draft;
import dev.millrace.knowledge.FeedbackFigures.Said;
import dev.millrace.people.Cast;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Ada, Charles and Mary say how they fared in the help centre, and Linus does something about it. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class FeedbackTest {

    @Autowired
    private Feedback feedback;

    @Autowired
    private FeedbackFigures figures;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    private String page = "";

    @BeforeEach
    void thereIsASection() {
        cast.grace();
        clock.set(Instant.parse("2026-11-20T12:00:00Z"));
        page = "/help/sections/looms-" + Long.toString(System.nanoTime(), 36);
    }

    @Test
    void theFiguresSayHowManyFoundItHowEasyAndWhatTheMeanIs() {
        say(1, "", "");
        say(4, "", "");
        say(5, "a loom", "");

        var summary = figures.summary(7, page);
        assertThat(summary.counts()).containsExactly(1L, 0L, 0L, 1L, 1L);
        assertThat(summary.mean()).isEqualTo(10 / 3.0);
        assertThat(summary.easy()).isEqualTo(2);
        assertThat(figures.summary(7, page + "-other").all()).isZero();
        assertThat(figures.summary(7, null).all()).isGreaterThanOrEqualTo(3);
        assertThat(figures.all(7, page, 10)).hasSize(3);
        assertThat(figures.places(1_000))
                .anyMatch(place -> place.page().equals(page) && place.times() == 3 && place.title() == null);
    }

    @Test
    void eachWeekHasItsOwnAndWhatIsOlderThanThePeriodIsInNone() {
        say(5, "", "");
        clock.advance(Duration.ofDays(14));
        say(4, "", "");
        say(2, "", "");

        assertThat(figures.steps(28, 7, page)).extracting(Figures.Step::count).containsExactly(0L, 1L, 0L, 2L);
        assertThat(figures.steps(28, 7, page)).extracting(Figures.Step::of).containsExactly(0L, 1L, 0L, 1L);
        assertThat(figures.summary(7, page).all()).isEqualTo(2);
    }

    @Test
    void aCommentIsToDoHoweverOldUntilSomebodyMarksIt() {
        say(3, "", "");
        say(2, "bobbins", "");
        say(1, "", "Say where the shuttle is.");
        clock.advance(Duration.ofDays(400));
        var linus = cast.linus().id();

        assertThat(figures.comments(false, page, 10)).extracting(Said::ease).containsExactlyInAnyOrder(1, 2);
        var shuttle = figures.comments(false, page, 10).stream()
                .filter(said -> said.better().contains("shuttle"))
                .findFirst()
                .orElseThrow();
        feedback.done(shuttle.id(), linus);

        assertThat(figures.count(false, page)).isEqualTo(1);
        assertThat(figures.comments(true, page, 10))
                .singleElement()
                .satisfies(said -> assertThat(said.doneAt()).isEqualTo(clock.instant()));
        feedback.open(shuttle.id());
        assertThat(figures.count(false, page)).isEqualTo(2);
        assertThat(figures.count(true, page)).isZero();
        assertThatThrownBy(() -> feedback.done(Ids.next(), linus)).isInstanceOf(NotFound.class);
    }

    @Test
    void aFormThatIsSentTwiceIsSaidOnce() {
        var once = Ids.next();
        feedback.say(once, new Draft("5", "", "", page));
        feedback.say(once, new Draft("1", "", "", page));

        assertThat(figures.summary(7, page).counts()).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void whatTellsWhoItWasIsTakenOut() {
        say(2, "refund for ada@analytical.example order 4711-0815", "Answer me\nat ada@analytical.example.\0");

        assertThat(figures.all(7, page, 1)).singleElement().satisfies(said -> {
            assertThat(said.sought()).isEqualTo("refund for … order …");
            assertThat(said.better()).isEqualTo("Answer me\nat ….");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0,looms,better,ease,missing",
        "6,looms,better,ease,missing",
        "12,looms,better,ease,missing",
        "'',looms,better,ease,missing",
        "<script>,looms,better,ease,missing",
        "3,LONG,better,sought,long",
        "3,looms,LONG,better,long"
    })
    void whatIsWrongIsNamedByItsField(String ease, String sought, String better, String field, String fault) {
        var draft = new Draft(
                ease,
                sought.replace("LONG", "x".repeat(Feedback.LONGEST_SOUGHT + 1)),
                better.replace("LONG", "x".repeat(Feedback.LONGEST_BETTER + 1)),
                page);

        assertThat(draft.faults()).containsExactly(Map.entry(field, fault));
        assertThatThrownBy(() -> feedback.say(UUID.randomUUID(), draft)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/help,/help",
        "/help/,/help",
        "/help/search?q=my+name+is+Ada,/help/search",
        "/help/articles/12-how-to-fold-it?lang=de#top,/help/articles/12",
        "/help/articles/12,/help/articles/12",
        "/help/sections/parcels-and-post,/help/sections/parcels-and-post",
        "/help/community/7,/help/community/7",
        "/help/tickets/4711,/help/tickets",
        "/help/solved/7-12-AAAAAAAAAAAAAAAAAAAAAA,/help/solved",
        "/help/sign-in/AAAAAAAAAAAAAAAAAAAAAA,/help/sign-in",
        "/contact/thanks,/contact",
        "https://evil.example/help,''",
        "//evil.example/help,''",
        "/\\evil.example,''",
        "javascript:alert(1),''",
        "/inbox,''",
        "/helpless,''",
        "'',''",
        "/help/<script>alert(1)</script>,/help"
    })
    void ofThePageOnlyThePathIsRememberedAndNeverWhoseItIs(String from, String remembered) {
        assertThat(Feedback.pageOf(from)).isEqualTo(remembered);
    }

    private void say(int ease, String sought, String better) {
        feedback.say(Ids.next(), new Draft(Integer.toString(ease), sought, better, page));
    }
}
