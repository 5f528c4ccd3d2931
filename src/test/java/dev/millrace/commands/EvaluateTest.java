package dev.millrace.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Millrace;
import dev.millrace.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class EvaluateTest {

    private final CommandLine commands = new CommandLine(Millrace.class);

    @TempDir
    private Path folder;

    @Test
    void classifyMeasuresWhatWasLearnedFromAnExport(CapturedOutput output) throws IOException {
        // Given: a mark of the byte order, columns in another order, a line break inside of a text
        var train = file("train.csv", """
                \uFEFFcategory,priority,text
                brakes,high,The front brake squeals
                brakes,low,"My brake lever is loose,
                and the disc rubs"
                money,low,Where is my refund?
                money,high,The invoice names the wrong company
                oos,low,What is the weather tomorrow?
                """);
        var test = file("test.csv", """
                text,category
                The rear brake does not grip,brakes
                I need another copy of my invoice,money
                Who won the chess game between the two robots?,oos
                """);

        // When
        var status = commands.run("evaluate", "classify", "--train", train, "--test", test);

        // Then
        assertThat(status).isZero();
        var figures = printed(output);
        assertThat(figures.propertyNames())
                .contains("accuracy", "top3", "ece", "oos_auroc", "oos_recall", "train_s", "p50_ms", "n");
        assertThat(figures.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(figures.get("oos_auroc").asDouble()).isEqualTo(1);
        assertThat(figures.get("n").asInt()).isEqualTo(3);
    }

    @Test
    void similarFindsTheDuplicate(CapturedOutput output) throws IOException {
        // Given
        var corpus = file("corpus.csv", """
                id,title,body
                1,Cannot sign in,The page says that my password is wrong
                2,Login fails,It refuses the password that I typed
                3,Bell is missing,The parcel came without the bell
                4,Wrong colour,I ordered the red one
                """);
        var pairs = file("pairs.csv", "duplicate_id,id\n1,2\n");

        // When
        var status = commands.run("evaluate", "similar", "--corpus", corpus, "--pairs", pairs);

        // Then
        assertThat(status).isZero();
        assertThat(printed(output).get("hit1").asDouble()).isEqualTo(1);
        assertThat(printed(output).get("bm25").get("mrr").asDouble()).isGreaterThan(0);
    }

    @Test
    void answersFindsTheArticle(CapturedOutput output) throws IOException {
        // Given
        var articles = file("articles.csv", """
                id,title,body
                returns,Sending something back,You may return what you bought within 30 days
                flat,Mending a puncture,Take the tube out and look for the hole
                pay,Ways to pay,Cards and bank transfer
                """);
        var questions = file("questions.csv", "text,id\nHow do I repair a flat tyre with a hole in it?,flat\n");

        // When
        var status = commands.run("evaluate", "answers", "--articles", articles, "--questions", questions);

        // Then
        assertThat(status).isZero();
        assertThat(printed(output).get("hit1").asDouble()).isEqualTo(1);
        assertThat(printed(output).get("p50_ms").asDouble()).isPositive();
    }

    @Test
    void aMissingColumnIsNamedWithItsFile(CapturedOutput output) throws IOException {
        var train = file("train.csv", "text,topic\nHello,greeting\n");

        assertThat(commands.run("evaluate", "classify", "--train", train, "--test", train))
                .isNotZero();

        assertThat(output.getErr())
                .contains("train.csv\" has no column \"category\" in line 1")
                .hasLineCount(1);
    }

    @Test
    void aMissingFieldIsNamedWithItsLine(CapturedOutput output) throws IOException {
        var train = file("train.csv", "text,category\n\"Hello,\nLinus\",greeting\nGoodbye\n");

        assertThat(commands.run("evaluate", "classify", "--train", train, "--test", train))
                .isNotZero();

        assertThat(output.getErr()).contains("train.csv\", line 4").hasLineCount(1);
    }

    @Test
    void anUnclosedQuoteIsNamed(CapturedOutput output) throws IOException {
        var train = file("train.csv", "text,category\n\"Hello,greeting\nGoodbye,greeting\n");

        assertThat(commands.run("evaluate", "classify", "--train", train, "--test", train))
                .isNotZero();

        assertThat(output.getErr()).contains("train.csv").hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsNamed(CapturedOutput output) {
        assertThat(commands.run("evaluate", "similar", "--corpus", "nowhere.csv", "--pairs", "nowhere.csv"))
                .isNotZero();

        assertThat(output.getErr()).contains("nowhere.csv").hasLineCount(1);
    }

    @Test
    void aPairOfAnUnknownDocumentIsNamed(CapturedOutput output) throws IOException {
        var corpus = file("corpus.csv", "id,title,body\n1,Cannot sign in,Help\n");
        var pairs = file("pairs.csv", "id,duplicate_id\n1,7\n");

        assertThat(commands.run("evaluate", "similar", "--corpus", corpus, "--pairs", pairs))
                .isNotZero();

        assertThat(output.getErr())
                .contains("pairs.csv\", line 2")
                .contains("\"7\"")
                .hasLineCount(1);
    }

    @Test
    void whatCannotBeEvaluatedIsSaid(CapturedOutput output) {
        assertThat(commands.run("evaluate", "everything")).isEqualTo(2);

        assertThat(output.getErr())
                .contains("classify, sentiment, similar, answers")
                .hasLineCount(1);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static JsonNode printed(CapturedOutput output) {
        return Json.tree(output.getOut()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
    }
}
