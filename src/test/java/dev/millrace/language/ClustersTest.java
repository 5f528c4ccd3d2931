package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private static final Path BANKING = Path.of("../shared/data/language/banking77/test.csv");

    private static final List<String> TYRES = List.of(
            "My tyre is flat again",
            "Flat tyre after two days",
            "The rear tyre loses air",
            "There is a hole in my front tyre",
            "Do you mend a flat tyre?",
            "My new tyre has a puncture");
    private static final List<String> INVOICES = List.of(
            "Please send me the invoice for May",
            "I need a copy of my invoice",
            "The invoice has the wrong address",
            "Where do I find last year's invoices?",
            "Can I get an invoice with VAT?",
            "My invoice has not arrived");
    private static final List<String> PASSWORDS = List.of(
            "I forgot my password",
            "How do I reset my password?",
            "The password reset mail does not come",
            "My password is not accepted",
            "Please reset the password of my account",
            "I want to change my password");

    private static Embedder embedder;

    @BeforeAll
    static void open() {
        embedder = new Embedder();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void whatAdaAndOthersWriteAboutIsFoundAndNamed() {
        // Given
        var texts = Stream.of(TYRES, INVOICES, PASSWORDS).flatMap(List::stream).toList();

        // When
        var topics = Clusters.of(embedder.read(texts)).topics();

        // Then
        assertThat(topics)
                .hasSize(3)
                .allSatisfy(topic -> assertThat(topic.members())
                        .hasSize(6)
                        .allMatch(text -> text / 6 == topic.members().getFirst() / 6));
        assertThat(topics).extracting(Topic::name).anyMatch(name -> name.contains("tyre"));
        assertThat(topics).extracting(Topic::name).anyMatch(name -> name.contains("password"));
        assertThat(topics).extracting(Topic::name).anyMatch(name -> name.contains("invoice"));
    }

    @Test
    void aLaterTicketJoinsItsTopicOrNone() {
        var clusters = Clusters.of(embedder.read(
                Stream.of(TYRES, INVOICES, PASSWORDS).flatMap(List::stream).toList()));
        var later = embedder.read(List.of("I have got a flat tyre", "Do you have a job for my nephew?"));

        assertThat(clusters.topicOf(later.getFirst()).map(Topic::name))
                .hasValueSatisfying(name -> assertThat(name).contains("tyre"));
        assertThat(clusters.topicOf(later.getLast())).isEmpty();
    }

    @Test
    void theOrderOfTextsDoesNotDecideWhatBelongsTogether() {
        var seed = 12L;
        var texts = new ArrayList<>(
                Stream.of(TYRES, INVOICES, PASSWORDS).flatMap(List::stream).toList());
        Collections.shuffle(texts, new Random(seed));

        var topics = Clusters.of(embedder.read(texts)).topics();

        assertThat(topics).as("seed %d", seed).hasSize(3);
    }

    @Test
    void noTextOneTextAndTheSameTextAreClustered() {
        assertThat(Clusters.of(List.of()).topics()).isEmpty();
        assertThat(Clusters.of(List.of()).topicOf(new Read("", new float[0]))).isEmpty();
        assertThat(Clusters.of(embedder.read(List.of("Hello"))).topics())
                .extracting(Topic::name)
                .containsExactly("Hello");
        assertThat(Clusters.of(embedder.read(Collections.nCopies(50, "My bike squeaks")))
                        .topics())
                .hasSize(1);
        assertThat(Clusters.of(embedder.read(List.of("", " ", "🚲", "\u0000"))).topics())
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.members()).isNotEmpty());
    }

    @Test
    void beyondWhatIsComparedTextsJoinTheNearestTopic() {
        var seed = 99L;
        var random = new Random(seed);
        var corners = IntStream.range(0, 5).mapToObj(_ -> noise(random, 1)).toList();
        var texts = IntStream.range(0, Clusters.COMPARED + 500)
                .mapToObj(i -> new Read("corner " + i % 5, around(corners.get(i % 5), random)))
                .toList();

        var topics = Clusters.of(texts).topics();

        assertThat(topics).as("seed %d", seed).hasSize(5);
        assertThat(topics.stream().mapToInt(topic -> topic.members().size()).sum())
                .isEqualTo(texts.size());
    }

    @Test
    void theTopicsOfBankCustomersAreFound() throws IOException {
        assumeTrue(Files.isRegularFile(BANKING), "Banking77 is not at ../shared/data");
        List<NamedCsvRecord> rows;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(BANKING)) {
            rows = csv.stream().limit(1_200).toList();
        }

        var topics = Clusters.of(embedder.read(
                        rows.stream().map(row -> row.getField("text")).toList()))
                .topics();

        var found = new int[rows.size()];
        for (var topic = 0; topic < topics.size(); topic++) {
            for (var text : topics.get(topic).members()) {
                found[text] = topic;
            }
        }
        var ari = RandIndex.adjusted(
                rows.stream().map(row -> row.getField("category")).toList(), found);
        assertThat(ari).as("adjusted Rand index; the whole set: docs/texts.md").isGreaterThan(.62);
    }

    private static float[] noise(Random random, float size) {
        var noise = new float[32];
        for (var i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * size;
        }
        return noise;
    }

    private static float[] around(float[] corner, Random random) {
        var point = noise(random, .1f);
        for (var i = 0; i < point.length; i++) {
            point[i] += corner[i];
        }
        Vectors.normalise(point);
        return point;
    }
}
