package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final Embedder EMBEDDER = new Embedder();
    private static final Label BRAKES =
            new Label("brakes", "Brakes", "The bicycle does not stop as it should", List.of());
    private static final Label MONEY = new Label("money", "Billing", "Invoices, refunds and payments", List.of());
    private static final List<String> SYMPTOMS =
            List.of("squeals", "does not grip", "rubs on the disc", "feels soft", "sticks", "leaks oil");
    private static final List<String> PAPERS =
            List.of("invoice", "refund", "receipt", "payment", "credit note", "deposit");

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @Test
    void theNamesOfTheLabelsAreEnoughToBeginWith() {
        // Given
        var classifier = Classifier.fromNames(EMBEDDER, List.of(BRAKES, MONEY));

        // When
        var guesses = classifier.guess(EMBEDDER.read(
                List.of("Where is the refund that Linus promised me?", "My disc squeals and hardly slows me down")));

        // Then
        assertThat(guesses).extracting(guess -> guess.best().label()).containsExactly("money", "brakes");
    }

    @Test
    void aGuessSaysHowSurelyAndWhy() {
        // Given
        var classifier = learned();

        // When
        var guess = classifier
                .guess(EMBEDDER.read(List.of("Ada asks for the invoice of her new bicycle")))
                .getFirst();

        // Then
        assertThat(guess.best().label()).isEqualTo("money");
        assertThat(guess.candidates().stream()
                        .mapToDouble(Candidate::probability)
                        .sum())
                .isCloseTo(1, within(1e-4));
        assertThat(guess.words()).contains("invoice");
        assertThat(guess.neighbours()).hasSize(3).allSatisfy(neighbour -> {
            assertThat(neighbour.source()).startsWith("money-");
            assertThat(neighbour.similarity()).isBetween(.5, 1.001);
        });
    }

    @Test
    void whatIsLikeNothingThatWasLearnedIsNotKnown() {
        // Given
        var classifier = learned();

        // When
        var guesses = classifier.guess(EMBEDDER.read(List.of(
                "My rear brake squeals", "The volcano erupted again and the flight to Reykjavik is cancelled")));

        // Then
        assertThat(guesses.getFirst().known()).isGreaterThan(.5);
        assertThat(guesses.getLast().known()).isLessThan(.5);
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        // Given
        var classifier = learned();
        var texts =
                EMBEDDER.read(List.of("The brake lever sticks", "My card was charged twice", "", "Zażółć gęślą jaźń"));
        var written = new ByteArrayOutputStream();

        // When
        classifier.write(written);
        var read = Classifier.read(new ByteArrayInputStream(written.toByteArray()));

        // Then
        assertThat(read.guess(texts)).isEqualTo(classifier.guess(texts));
        assertThat(read.mended("The brakse squeal")).isEqualTo(classifier.mended("The brakse squeal"));
    }

    @Test
    void whatWasLearnedFromABacklogIsReadAsItWas() throws IOException {
        // Given
        var backlog = texts().stream().map(Labelled::text).toList();
        var classifier = Classifier.train(
                EMBEDDER, List.of(BRAKES, MONEY), List.of(money(0), brakes(0)), backlog, Progress.UNHEARD);
        var texts = EMBEDDER.read(List.of("The brake lever sticks", "My card was charged twice", ""));
        var written = new ByteArrayOutputStream();

        // When
        classifier.write(written);
        var read = Classifier.read(new ByteArrayInputStream(written.toByteArray()));

        // Then
        assertThat(read.guess(texts)).isEqualTo(classifier.guess(texts));
        assertThat(read.guess(texts).getFirst().best().label()).isEqualTo("brakes");
        assertThat(read.guess(texts).getFirst().neighbours())
                .extracting(Neighbour::source)
                .containsExactly("brakes-0");
    }

    @Test
    void theSameLessonTeachesTheSame() throws IOException {
        var first = new ByteArrayOutputStream();
        var second = new ByteArrayOutputStream();

        learned().write(first);
        learned().write(second);

        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    }

    @Test
    void whatIsNoClassifierIsNotReadAsOne() {
        assertThatThrownBy(() -> Classifier.read(new ByteArrayInputStream(new byte[64])))
                .isInstanceOf(IOException.class)
                .hasMessage("This is not a classifier");
    }

    @Test
    void strangeTextsAreGuessedLikeAnyOther() {
        // Given
        var classifier = learned();

        // When
        var guesses = classifier.guess(EMBEDDER.read(List.of(
                "",
                "   \n\t",
                "🚲🔥🚲",
                "刹车不灵了",
                "\u0000\uD800\uFFFD",
                "brake ".repeat(170_000),
                "x".repeat(1 << 20))));

        // Then
        assertThat(guesses).hasSize(7).allSatisfy(guess -> {
            assertThat(guess.known()).isBetween(0.0, 1.0);
            assertThat(guess.candidates())
                    .hasSize(2)
                    .allSatisfy(candidate -> assertThat(candidate.probability()).isBetween(0.0, 1.0));
        });
    }

    @Test
    void oneLabelIsTheBestThereIs() {
        var classifier =
                Classifier.train(EMBEDDER, List.of(MONEY), List.of(money(0), money(1)), List.of(), Progress.UNHEARD);

        var guess = classifier.guess(EMBEDDER.read(List.of("Good morning"))).getFirst();

        assertThat(guess.best()).isEqualTo(new Candidate("money", 1));
    }

    @Test
    void twoExamplesAreEnoughToTrain() {
        var classifier = Classifier.train(
                EMBEDDER, List.of(BRAKES, MONEY), List.of(money(0), brakes(0)), List.of(), Progress.UNHEARD);

        assertThat(classifier
                        .guess(EMBEDDER.read(List.of("I wait for my refund")))
                        .getFirst()
                        .best()
                        .label())
                .isEqualTo("money");
    }

    @Test
    void withoutALabelThereIsNothingToLearn() {
        assertThatThrownBy(() -> Classifier.fromNames(EMBEDDER, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptEndsATraining() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(ClassifierTest::learned).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aTrainingTellsHowFarItIs() {
        var shares = new ArrayList<Double>();

        Classifier.train(EMBEDDER, List.of(BRAKES, MONEY), texts(), List.of(), shares::add);

        assertThat(shares).isSorted().endsWith(1.0).allMatch(share -> share >= 0 && share <= 1);
    }

    /** 36 texts of each label, which is enough for all experts. */
    private static Classifier learned() {
        return Classifier.train(EMBEDDER, List.of(BRAKES, MONEY), texts(), List.of(), Progress.UNHEARD);
    }

    private static List<Labelled> texts() {
        var texts = new ArrayList<Labelled>();
        for (var i = 0; i < 36; i++) {
            texts.add(money(i));
            texts.add(brakes(i));
        }
        return texts;
    }

    private static Labelled money(int i) {
        var text = "Ada asks about the %s of her order, and whether the %s is right"
                .formatted(PAPERS.get(i / 6), PAPERS.get(i % 6));
        return new Labelled(EMBEDDER.read(List.of(text)).getFirst(), "money", "money-" + i, 1);
    }

    private static Labelled brakes(int i) {
        var text = "The front brake %s, and the rear brake %s".formatted(SYMPTOMS.get(i / 6), SYMPTOMS.get(i % 6));
        return new Labelled(EMBEDDER.read(List.of(text)).getFirst(), "brakes", "brakes-" + i, 1);
    }
}
