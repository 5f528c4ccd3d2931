package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A quick look at whether accuracy is still what {@code docs/texts.md} says; {@code bench/language} is the real thing. */
class PublicIntentsTest {

    private static final Path BANKING = Path.of("../shared/data/language/banking77");
    private static final int INTENTS = 12;

    private record Row(String text, String category) {}

    @Test
    void twelveIntentsOfABankAreToldApart() throws IOException {
        assumeTrue(Files.isDirectory(BANKING), "Banking77 is not in " + BANKING);
        // Given
        var train = some("train.csv", 0, 40);
        var test = some("test.csv", 0, 20);

        // When
        var right = right(train, List.of(), test);

        // Then
        assertThat(right).isGreaterThan(.95);
    }

    @Test
    void aBacklogTeachesWhatThreeLabelledTextsLeaveOpen() throws IOException {
        assumeTrue(Files.isDirectory(BANKING), "Banking77 is not in " + BANKING);
        // Given
        var train = some("train.csv", 0, 3);
        var backlog = some("train.csv", 3, 40);
        var test = some("test.csv", 0, 20);

        // When
        var alone = right(train, List.of(), test);
        var withBacklog = right(train, backlog, test);

        // Then
        assertThat(withBacklog).isGreaterThan(alone + .01).isGreaterThan(.9);
    }

    /** The share of test texts that is recognised. */
    private static double right(List<Row> train, List<Row> backlog, List<Row> test) {
        var labels = train.stream()
                .map(Row::category)
                .distinct()
                .map(intent -> new Label(intent, intent, "", List.of()))
                .toList();
        try (var embedder = new Embedder()) {
            var reads = reads(embedder, train);
            var learned = IntStream.range(0, train.size())
                    .mapToObj(i -> new Labelled(reads.get(i), train.get(i).category(), "#" + i, 1))
                    .toList();
            var classifier = Classifier.train(embedder, labels, learned, reads(embedder, backlog), Progress.UNHEARD);
            var guesses = classifier.guess(reads(embedder, test));
            return (double) IntStream.range(0, test.size())
                            .filter(i -> guesses.get(i)
                                    .best()
                                    .label()
                                    .equals(test.get(i).category()))
                            .count()
                    / test.size();
        }
    }

    private static List<Read> reads(Embedder embedder, List<Row> rows) {
        return embedder.read(rows.stream().map(Row::text).toList());
    }

    /** Of the first intents, some texts each. */
    private static List<Row> some(String file, int skipped, int ofEach) throws IOException {
        var rows = rows(file);
        return rows.stream().map(Row::category).collect(Collectors.toCollection(TreeSet::new)).stream()
                .limit(INTENTS)
                .flatMap(intent -> rows.stream()
                        .filter(row -> row.category().equals(intent))
                        .skip(skipped)
                        .limit(ofEach))
                .toList();
    }

    private static List<Row> rows(String file) throws IOException {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(BANKING.resolve(file))) {
            return rows.stream()
                    .map(row -> new Row(row.getField("text"), row.getField("category")))
                    .toList();
        }
    }
}
