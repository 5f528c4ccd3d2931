package dev.millrace.language;

import static dev.millrace.language.Turn.Speaker.AGENT;
import static dev.millrace.language.Turn.Speaker.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    /** Ada and Linus; not among the training dialogues. */
    private static final List<Turn> CONVERSATION = List.of(
            new Turn(CUSTOMER, """
                    Hello Linus,
                    I hope you had a nice weekend.
                    The front light of my e-bike stopped working after the service on Friday.
                    Could you have a look at it?
                    Best regards, Ada"""),
            new Turn(AGENT, "Hi Ada, sorry to hear that! Which model is it?"),
            new Turn(CUSTOMER, "It is the Fenwick City 300 from 2025."),
            new Turn(AGENT, """
                    Thanks.
                    The plug of the light was left loose during the service, so I have ordered a new cable for you.
                    It will be fitted on Wednesday at ten, free of charge.
                    Have a nice day!"""),
            new Turn(CUSTOMER, "Great, thank you!"));

    @Test
    void whatLinusNeedsToKnowIsKeptInItsOrderAndWords() {
        var points = Summary.of(CONVERSATION).points();

        assertThat(points)
                .hasSizeBetween(2, Summary.SENTENCES)
                .contains(
                        new Summary.Point(
                                CUSTOMER, "The front light of my e-bike stopped working after the service on Friday."),
                        new Summary.Point(
                                AGENT,
                                "The plug of the light was left loose during the service, so I have ordered a new cable for you."));
        assertThat(points).extracting(Summary.Point::sentence).noneMatch(s -> s.contains("weekend"));
        assertThat(points.getFirst().by()).isEqualTo(CUSTOMER);
    }

    @Test
    void courtesyAloneIsStillSomething() {
        assertThat(Summary.of(List.of(new Turn(CUSTOMER, "Hello"))).points())
                .containsExactly(new Summary.Point(CUSTOMER, "Hello"));
    }

    @Test
    void whatIsSaidTwiceIsKeptOnce() {
        var text = "The saddle of my bike is broken since yesterday.";

        assertThat(Summary.of(List.of(new Turn(CUSTOMER, text), new Turn(CUSTOMER, text)))
                        .points())
                .hasSize(1);
    }

    @Test
    void anythingIsSummarised() {
        assertThat(Summary.of(List.of()).points()).isEmpty();
        assertThat(Summary.of(List.of(new Turn(CUSTOMER, ""), new Turn(AGENT, " \n🚲\n")))
                        .points())
                .isEmpty();
        assertThat(Summary.of(List.of(new Turn(CUSTOMER, "x".repeat(1_000_000))))
                        .points())
                .hasSize(1);
        assertThat(Summary.of(List.of(new Turn(CUSTOMER, "Wo ist 我的订单? <b>Hilfe</b>")))
                        .points())
                .isNotEmpty();
        assertThat(Summary.of(Collections.nCopies(500, new Turn(AGENT, "It is broken. ".repeat(40))))
                        .points())
                .hasSize(1);
        assertThat(Summary.of(IntStream.range(0, 2_000)
                                .mapToObj(i -> new Turn(i % 2 == 0 ? CUSTOMER : AGENT, "Part " + i + " is missing."))
                                .toList())
                        .points())
                .hasSizeLessThanOrEqualTo(Summary.SENTENCES);
    }

    @Test
    void trainingMakesTheShippedWeightsAgain() throws IOException {
        var dialogues = SummaryTraining.dialogues(Path.of("src/training/dialogues.txt"));

        assertThat(SummaryTraining.train(dialogues).written().lines().toList())
                .isEqualTo(Lines.of("language/summary-weights.txt"));
    }

    @Test
    void whatWasLearnedIsBetterThanTheRuleOnDialoguesItDidNotSee() throws IOException {
        // Given
        var dialogues = SummaryTraining.dialogues(Path.of("src/training/dialogues.txt"));
        var unseen = dialogues.subList(0, dialogues.size() / 2);
        var weights = SummaryTraining.train(dialogues.subList(dialogues.size() / 2, dialogues.size()));

        // When
        var learned = unseen.stream()
                .mapToDouble(d ->
                        SummaryTraining.overlap(Summary.of(d.turns(), weights).points(), d))
                .average()
                .orElseThrow();
        var rule = unseen.stream()
                .mapToDouble(d -> SummaryTraining.overlap(SummaryTraining.firstAndLast(d.turns()), d))
                .average()
                .orElseThrow();

        // Then
        assertThat(learned).isGreaterThan(rule + .1);
    }
}
