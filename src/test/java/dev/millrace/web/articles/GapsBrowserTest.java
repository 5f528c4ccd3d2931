package dev.millrace.web.articles;

import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Gap;
import dev.millrace.knowledge.Gaps;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers ask the same for weeks; Linus writes the article that was missing, and sees what it changes. */
@ServedTest
class GapsBrowserTest {

    private static final List<String> NAMES = List.of(
            "Ada", "Mary", "Emmy", "Lise", "Hedy", "Sophie", "Maria", "Jean", "Betty", "Radia", "Frances", "Kay");

    private static final List<String> OTHERS = List.of(
            "The invoice of March shows the wrong address of our company",
            "I cannot sign in since I changed my password yesterday",
            "Which helmet fits a child of six years",
            "The parcel with the red lamp was delivered to a neighbour",
            "Do you repair electric motors of other makers",
            "My voucher from Christmas is not accepted in the shop",
            "The chain makes a noise when I go uphill",
            "Can I visit the workshop with a class of pupils",
            "Please stop sending me the newsletter",
            "The colour of the frame is not the one in the picture",
            "Is there a discount for students",
            "The battery does not charge in the cold",
            "I moved to Norway, do you deliver there",
            "How long is the warranty of a used bike",
            "The app shows yesterday's weather",
            "A screw is missing in the box of the basket");

    @LocalServerPort
    private int port;

    @Autowired
    private Gaps gaps;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Replies replies;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    private final Set<String> asked = new HashSet<>();

    @BeforeEach
    void othersAskOtherThings() {
        desk.hasAMailbox();
        for (var question : OTHERS) {
            desk.asks(cast.ada().id(), question, question + " Ada");
            asked.add(question);
        }
    }

    @Test
    void theMissingArticleIsDraftedByOneKeyAndWhatItChangesIsShown() {
        var now = Instant.now();
        for (var nth = 0; nth < 12; nth++) {
            clock.set(now.minus(Duration.ofDays(7L * 4 - 2L * nth)).minus(Duration.ofHours(1)));
            answered(
                    nth,
                    "Land yacht sail",
                    "the sail of my land yacht does not fold, how do I fold the sail of the land yacht before winter",
                    "Hello %s,\n\nloosen the boom first, then roll the sail from its top down. Keep it dry in its bag.\n\nBest wishes\nLinus");
        }
        clock.set(now);
        searched("fold land yacht sail", 3);

        look();

        var gap = gap("yacht").orElseThrow();
        assertThat(gap.tickets()).isEqualTo(12);
        assertThat(gap.searches()).isEqualTo(3);
        assertThat(gap.minutes()).isGreaterThan(12 * Gaps.READING);
        assertThat(gap.weeks()).hasSize(Gaps.WEEKS).endsWith(0L, 1L, 3L, 4L, 3L, 1L);
        try (var window = Window.of(cast.linus(), port).wide(1440, 900)) {
            window.go("/articles/gaps");
            window.isGood();
            window.wide(390, 844);
            window.isGood();
            window.link(gap.name()).first().click();
            expect(window.at("main")).containsText("Land yacht sail");
            window.isGood();
            window.wide(1440, 900);
            window.isGood();
            window.press("d");
            expect(window.at("#flash")).containsText("A draft from the best answers");
            expect(window.at("#body")).hasValue(Pattern.compile("loosen the boom first, then roll the sail"));
            assertThat(window.at("#body").inputValue())
                    .doesNotContain("Linus", "Hello")
                    .doesNotContain(NAMES);
            var number = Long.parseLong(window.page().url().replaceAll(".*/articles/(\\d+).*", "$1"));
            window.go("/articles/gaps");
            expect(window.at("main")).not().containsText(gap.name());

            var article = articles.find(number);
            articles.publish(article.id(), article.language(), "", cast.grace());
            clock.set(now.plus(Duration.ofDays(28)));
            answered(
                    0,
                    "Land yacht sail",
                    "the sail of my land yacht does not fold, how do I fold the sail of the land yacht before winter",
                    "Hello %s,\n\nlike last time.");
            untilAllAreRead();
            var drop = gaps.since(article.id()).orElseThrow();
            assertThat(drop.before()).isEqualTo(12);
            assertThat(drop.since()).isEqualTo(0);
            clock.set(now.plus(Duration.ofDays(29)));
            drop = gaps.since(article.id()).orElseThrow();
            assertThat(drop.since()).isEqualTo(1);
            assertThat(drop.isTooEarly()).isFalse();
            assertThat(drop.isCertain()).isTrue();
            window.go("/articles/" + number);
            expect(window.at("#drop")).containsText("fewer, with 95 % certainty");
            window.isGood();
        }
    }

    @Test
    void whatAnArticleAnswersIsNoGapAndWhatOneCustomerAsksIsNone() {
        for (var nth = 0; nth < 6; nth++) {
            answered(
                    nth,
                    "Penny farthing saddle",
                    "how high must the saddle of my penny farthing be, and how do I set the height of the penny farthing saddle",
                    "Hello %s,\n\nyour heel must reach the pedal.");
            desk.asks(
                    cast.ada().id(),
                    "Harpsichord museum",
                    "at what time does the harpsichord museum open at Easter, and who plays in the harpsichord museum");
        }
        look();
        assertThat(gap("farthing")).isPresent();
        assertThat(gap("harpsichord")).isEmpty();

        var linus = cast.linus();
        var section = sections.add(null, "Saddles " + System.nanoTime(), "", linus.id());
        var article = articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new Wording(
                        "How high must the saddle of a penny farthing be?",
                        "",
                        "Set the height of the penny farthing saddle so that your heel reaches the pedal."),
                linus.id());
        articles.publish(article.id(), "en", "", cast.grace());
        look();

        assertThat(gap("farthing")).isEmpty();
    }

    @Test
    void whatNeedsNoArticleComesBackOnlyWhenItIsAskedMuchMoreOften() {
        ask(0, 6);
        look();
        var gap = gap("jousting").orElseThrow();

        gaps.dismiss(gap.id(), cast.linus().id());
        ask(6, 9);
        look();
        assertThat(gap("jousting")).isEmpty();

        ask(0, 6);
        look();
        assertThat(gap("jousting"))
                .as(() -> "with gaps "
                        + db.sql("select name, tickets, dismissed_tickets from knowledge.gap")
                                .query()
                                .listOfRows())
                .get()
                .extracting(Gap::id)
                .isEqualTo(gap.id());
    }

    private void look() {
        untilAllAreRead();
        gaps.look();
    }

    private void ask(int from, int to) {
        for (var nth = from; nth < to; nth++) {
            answered(
                    nth,
                    "Jousting on unicycles",
                    "is jousting on unicycles insured, what does the insurance of unicycle jousting cost",
                    "Hello %s,\n\nit is not.");
        }
    }

    private Optional<Gap> gap(String word) {
        return gaps.open().stream()
                .filter(gap -> gap.name().toLowerCase(Locale.ROOT).contains(word))
                .findFirst();
    }

    private void answered(int nth, String subject, String text, String answer) {
        var name = NAMES.get(nth);
        var customer = people.meet("%s@gaps.example".formatted(name.toLowerCase(Locale.ROOT)), name + " Gapley")
                .id();
        // word for word: where most of a desk's tickets are about one thing, that thing is what is usual, and a
        // "please" what differs
        var ticket = desk.asks(customer, subject, text);
        this.asked.add(subject);
        var linus = cast.linus().id();
        replies.reply(
                ticket.id(), Reply.of(answer.formatted(name)).then(Status.SOLVED), Via.WEB, linus, Actor.of(linus));
    }

    /** The desk reads each new ticket in its own time. */
    private void untilAllAreRead() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> db.sql("""
                                select count(*)
                                  from tickets.ticket t
                                 where t.subject = any(:subjects)
                                   and not exists (select from learning.understanding u where u.ticket_id = t.id)
                                """)
                                .param("subjects", asked.toArray(String[]::new))
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private void searched(String words, int times) {
        for (var nth = 0; nth < times; nth++) {
            db.sql("""
                    insert into knowledge.search (day, reader, language, topic, words, results, at)
                    values (:day, :reader, 'en', :words, :words, 0, :at)
                    """)
                    .param("day", clock.instant().atOffset(ZoneOffset.UTC).toLocalDate())
                    .param("reader", (words + nth).getBytes(UTF_8))
                    .param("words", words)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
