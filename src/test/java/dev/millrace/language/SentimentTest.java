package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentTest {

    private static final Path GO_EMOTIONS = Path.of("../shared/data/language/goemotions");

    private static Embedder embedder;
    private final Sentiment sentiment = new Sentiment();

    @BeforeAll
    static void open() {
        embedder = new Embedder();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    /** None of these is in the training data. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANGRY     | I am absolutely furious, you have ruined our wedding and nobody even picks up the phone!
            ANGRY     | You are liars and thieves. Give me my money back at once!!
            UNHAPPY   | I am rather disappointed, the second saddle has the same crack as the first.
            UNHAPPY   | Sadly the heating in our room was broken and we were cold all night.
            NEUTRAL   | Which tyres fit a 28 inch wheel?
            NEUTRAL   | Please send the invoice for order 1184 to our accountant.
            NEUTRAL   | The gateway answers with status 502 when I open the report.
            PLEASED   | Thanks, the new key works well.
            PLEASED   | Good answer, that helped me.
            DELIGHTED | You are wonderful, this is the best gift ever, thank you so much!
            DELIGHTED | Fantastic, brilliant service, we love it!
            """)
    void adaSoundsAsSheFeels(Mood mood, String text) {
        assertThat(feeling(text).mood()).isEqualTo(mood);
    }

    @Test
    void theScoreFallsFromDelightToAnger() {
        var scores = List.of(
                        "I love it, absolutely fantastic, thank you so much!",
                        "Thanks, that works fine now.",
                        "Where do I find my invoices?",
                        "Unfortunately it arrived damaged and I am disappointed.",
                        "This is an outrage, you stole my money, I am furious!")
                .stream()
                .map(text -> feeling(text).score())
                .toList();

        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(scores.getFirst()).isBetween(.7, 1.0);
        assertThat(scores.get(2)).isBetween(-.3, .3);
        assertThat(scores.getLast()).isBetween(-1.0, -.7);
    }

    @Test
    void thePhrasesThatSayItAreQuotedAsTheyStand() {
        var text = "Your HORRIBLE app lost my order. I am not happy at all!";

        var phrases = feeling(text).phrases();

        assertThat(phrases).contains("HORRIBLE", "not happy").allMatch(text::contains);
    }

    @Test
    void whatIsDeniedIsTurnedRound() {
        assertThat(FeelingWords.of("good").score()).isPositive();
        assertThat(FeelingWords.of("not good").score()).isNegative();
        assertThat(FeelingWords.of("not a very helpful answer").score()).isNegative();
        assertThat(FeelingWords.of("very bad").score())
                .isLessThan(FeelingWords.of("bad").score());
        assertThat(FeelingWords.of("The room was lovely but the food was awful").score())
                .isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12345", "\u0000\uD800", "???", "<div></div>", "的", "🚲"})
    void whatSaysNothingIsScoredAllTheSame(String text) {
        assertThat(feeling(text).score()).isBetween(-1.0, 1.0);
        assertThat(feeling(text).phrases()).isEmpty();
    }

    @Test
    void aMegabyteIsReadInAMoment() {
        var text = "I am NOT happy :( but <b>".repeat(40_000);
        embedder.warm();
        var started = System.nanoTime();

        assertThat(feeling(text).score()).isBetween(-1.0, 1.0);

        assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    }

    @Test
    void aDeskTeachesWhereItsMoodsDivide() {
        // Given a desk that takes every problem for displeasure
        var problems = List.of(
                "The printer does not print.",
                "I cannot open the attachment.",
                "My card was not accepted.",
                "The update stops at 40 percent.",
                "There is no sound in the meeting room.",
                "The door of the locker does not close.");
        var corrections = problems.stream()
                .map(text -> new Corrected(read(text), Mood.UNHAPPY))
                .toList();
        var other = read("The camera does not start.");

        // When
        var taught = sentiment.calibrated(corrections);

        // Then
        assertThat(taught.of(other).score()).isLessThan(sentiment.of(other).score() - .1);
        assertThat(taught.of(other).mood()).isEqualTo(Mood.UNHAPPY);
        assertThat(taught.of(read("Fantastic, brilliant service, we love it!")).mood())
                .isIn(Mood.DELIGHTED, Mood.PLEASED);
        assertThat(sentiment.calibrated(List.of()).of(other)).isEqualTo(sentiment.of(other));
    }

    /** Comments of other people than those it was trained on; see docs/texts.md for other domains. */
    @Test
    void theRankingReachedOnOneThousandUnseenCommentsIsHeld() throws IOException {
        assumeTrue(Files.isDirectory(GO_EMOTIONS), "GoEmotions is not at ../shared/data");
        var judged = judged(GO_EMOTIONS.resolve("test.tsv"), 1_000);

        var trial = SentimentTrial.of(sentiment, embedder, judged);

        assertThat(trial.model().aurocNegative()).as(trial.toString()).isGreaterThan(.86);
        assertThat(trial.lexicon().aurocNegative()).as(trial.toString()).isBetween(.75, .86);
    }

    @Test
    void correctionsRaiseTheAccuracyOnAStrangeDesk() throws IOException {
        // Given comments to which nobody is ever neutral
        assumeTrue(Files.isDirectory(GO_EMOTIONS), "GoEmotions is not at ../shared/data");
        var seed = 7L;
        var judged = new ArrayList<>(judged(GO_EMOTIONS.resolve("test.tsv"), 2_000).stream()
                .filter(j -> j.tone() != SentimentTrial.Tone.NEUTRAL)
                .toList());
        Collections.shuffle(judged, new Random(seed));
        var moods = Map.of(SentimentTrial.Tone.NEGATIVE, Mood.UNHAPPY, SentimentTrial.Tone.POSITIVE, Mood.PLEASED);
        var corrections = judged.subList(0, 100).stream()
                .map(j -> new Corrected(read(j.text()), moods.get(j.tone())))
                .toList();
        var rest = judged.subList(100, 600);

        // When
        var before = SentimentTrial.of(sentiment, embedder, rest);
        var after = SentimentTrial.of(sentiment.calibrated(corrections), embedder, rest);

        // Then
        assertThat(after.model().accuracy())
                .as("seed %d: %s, then %s", seed, before, after)
                .isGreaterThan(before.model().accuracy() + .02);
    }

    private static List<SentimentTrial.Judged> judged(Path file, int most) throws IOException {
        var emotions = Files.readAllLines(GO_EMOTIONS.resolve("labels.txt"));
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t"))
                .filter(columns -> !columns[1].contains(","))
                .map(columns -> new SentimentTrial.Judged(columns[0], tone(emotions.get(Integer.parseInt(columns[1])))))
                .limit(most)
                .toList();
    }

    private static SentimentTrial.Tone tone(String emotion) {
        var bad = Set.of(
                "anger",
                "annoyance",
                "disappointment",
                "disapproval",
                "disgust",
                "embarrassment",
                "fear",
                "grief",
                "nervousness",
                "remorse",
                "sadness");
        var none = Set.of("neutral", "confusion", "curiosity", "realization", "surprise", "desire");
        return bad.contains(emotion)
                ? SentimentTrial.Tone.NEGATIVE
                : none.contains(emotion) ? SentimentTrial.Tone.NEUTRAL : SentimentTrial.Tone.POSITIVE;
    }

    private Feeling feeling(String text) {
        return sentiment.of(read(text));
    }

    private static Read read(String text) {
        return embedder.read(List.of(text)).getFirst();
    }
}
