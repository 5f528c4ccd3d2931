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

/** A quick look at whether accuracy is still what {@code docs/language.md} says; {@code bench/language} is the real thing. */
class PublicIntentsTest {

    private static final Path BANKING = Path.of("../shared/data/language/banking77");
    private static final int INTENTS = 12;

    private record Row(String text, String category) {}

    @Test
    void twelveIntentsOfABankAreToldApart() throws IOException {
        assumeTrue(Files.isDirectory(BANKING), "Banking77 is not in " + BANKING);
        // Given
        var all = rows("train.csv");
        var intents = all.stream().map(Row::category).collect(Collectors.toCollection(TreeSet::new)).stream()
                .limit(INTENTS)
                .toList();
        var labels = intents.stream()
                .map(intent -> new Label(intent, intent, "", List.of()))
                .toList();
        var train = some(all, intents, 40);
        var test = some(rows("test.csv"), intents, 20);
        try (var embedder = new Embedder()) {
            var reads = embedder.read(train.stream().map(Row::text).toList());
            var learned = IntStream.range(0, train.size())
                    .mapToObj(i -> new Labelled(reads.get(i), train.get(i).category(), "#" + i, 1))
                    .toList();

            // When
            var classifier = Classifier.train(embedder, labels, learned, List.of(), Progress.UNHEARD);
            var guesses =
                    classifier.guess(embedder.read(test.stream().map(Row::text).toList()));

            // Then
            var right = IntStream.range(0, test.size())
                    .filter(i ->
                            guesses.get(i).best().label().equals(test.get(i).category()))
                    .count();
            assertThat((double) right / test.size()).isGreaterThan(.95);
        }
    }

    private static List<Row> some(List<Row> rows, List<String> intents, int ofEach) {
        return intents.stream()
                .flatMap(intent -> rows.stream()
                        .filter(row -> row.category().equals(intent))
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
