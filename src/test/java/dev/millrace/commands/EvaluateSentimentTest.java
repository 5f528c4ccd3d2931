package dev.millrace.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSentimentTest {

    @TempDir
    private Path folder;

    private Path export;

    /** Grace exports what customers wrote, and says how it sounds to her. */
    @BeforeEach
    void export() throws Exception {
        export = Files.writeString(folder.resolve("export.csv"), """
                text,label
                "You lost my parcel again, I am furious!",negative
                "Terrible service, nobody answers",Negative
                Where do I find my invoice?,neutral
                The order number is 4711,neutral
                "Thank you so much, this is wonderful",positive
                Great help!,positive
                """);
    }

    @Test
    @SuppressWarnings("unchecked")
    void graceLearnsHowWellMoodsAreTold() throws Exception {
        var figures = new EvaluateSentiment().figures(List.of("--test", export.toString()));

        assertThat(figures.keySet()).containsExactly("accuracy", "auroc_negative", "lexicon", "n");
        assertThat((Double) figures.get("accuracy")).isGreaterThan(.8);
        assertThat(figures).containsEntry("auroc_negative", 1.0).containsEntry("n", 6);
        assertThat((Map<String, Object>) figures.get("lexicon"))
                .containsKeys("accuracy", "auroc_negative")
                .containsEntry("name", "Millrace's own, language/feelings.txt");
    }

    @Test
    @SuppressWarnings("unchecked")
    void anotherLexiconCanBeComparedWith() throws Exception {
        var lexicon = Files.writeString(folder.resolve("lexicon.txt"), "invoice\t-3\nfurious\t3\n");

        var figures =
                new EvaluateSentiment().figures(List.of("--test", export.toString(), "--lexicon", lexicon.toString()));

        assertThat((Map<String, Object>) figures.get("lexicon"))
                .containsEntry("name", lexicon.toString())
                .extractingByKey("auroc_negative", org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                .isLessThan(.5);
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() throws Exception {
        var strange = Files.writeString(folder.resolve("strange.csv"), "text,label\nHello,cheerful\n");
        var other = Files.writeString(folder.resolve("other.csv"), "body,label\nHello,neutral\n");
        var empty = Files.writeString(folder.resolve("empty.csv"), "");

        refused("There is no file", folder.resolve("none.csv"));
        refused("Line 2: \"cheerful\" is neither negative, neutral nor positive.", strange);
        refused("has no column \"text\"", other);
        refused("has no rows", empty);
        assertThatThrownBy(() -> new EvaluateSentiment().figures(List.of()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("--test is missing");
    }

    private static void refused(String reason, Path file) {
        assertThatThrownBy(() -> new EvaluateSentiment().figures(List.of("--test", file.toString())))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(reason);
    }
}
