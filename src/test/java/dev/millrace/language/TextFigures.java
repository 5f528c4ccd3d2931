package dev.millrace.language;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.millrace.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Prints the figures of docs/texts.md about moods, topics, summaries and surges; {@code bench/texts} runs it. */
public final class TextFigures {

    private static final Path DATA = Path.of("../shared/data/language");

    private TextFigures() {}

    public static void main(String[] arguments) throws IOException {
        try (var embedder = new Embedder()) {
            moods(embedder);
            topics(embedder, "Banking77", banking());
            topics(embedder, "CLINC150", clinc());
        }
        surges();
    }

    private static void moods(Embedder embedder) throws IOException {
        var emotions = Files.readAllLines(DATA.resolve("goemotions/labels.txt"));
        var judged = new ArrayList<SentimentTrial.Judged>();
        for (var line : Files.readAllLines(DATA.resolve("goemotions/test.tsv"))) {
            var columns = line.split("\t");
            SentimentTraining.mood(columns[1], emotions)
                    .ifPresent(mood -> judged.add(new SentimentTrial.Judged(columns[0], tone(mood))));
        }
        say("moods, GoEmotions: %s", SentimentTrial.of(new Sentiment(), embedder, judged));
        say(
                "  beside VADER's lexicon: %s",
                SentimentTrial.of(new Sentiment(), DATA.resolve("vader_lexicon.txt"), embedder, judged));
    }

    private static SentimentTrial.Tone tone(Mood mood) {
        return switch (mood) {
            case ANGRY, UNHAPPY -> SentimentTrial.Tone.NEGATIVE;
            case NEUTRAL -> SentimentTrial.Tone.NEUTRAL;
            case PLEASED, DELIGHTED -> SentimentTrial.Tone.POSITIVE;
        };
    }

    private record Known(String text, String topic) {}

    private static void topics(Embedder embedder, String name, List<Known> texts) {
        var reads = embedder.read(texts.stream().map(Known::text).toList());
        var started = System.nanoTime();
        var topics = Clusters.of(reads).topics();
        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1_000.0;
        var found = new int[texts.size()];
        for (var topic = 0; topic < topics.size(); topic++) {
            for (var text : topics.get(topic).members()) {
                found[text] = topic;
            }
        }
        var ari = RandIndex.adjusted(texts.stream().map(Known::topic).toList(), found);
        say(
                "topics, %s: adjusted Rand index %.3f, %d topics, %.1f s for %d",
                name, ari, topics.size(), seconds, found.length);
        topics.stream().limit(5).forEach(topic -> say("  %d %s", topic.members().size(), topic.name()));
    }

    private static List<Known> banking() throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(DATA.resolve("banking77/test.csv"))) {
            return csv.stream()
                    .map(row -> new Known(row.getField("text"), row.getField("category")))
                    .toList();
        }
    }

    private static List<Known> clinc() throws IOException {
        var known = new ArrayList<Known>();
        for (var row : Json.tree(Files.readString(DATA.resolve("clinc150/data_full.json")))
                .path("test")) {
            known.add(new Known(row.path(0).asString(), row.path(1).asString()));
        }
        return known;
    }

    private static void surges() {
        var seed = 2026L;
        var hours = BusyDesk.hoursUntilNoticed(new Random(seed), 100);
        var days = 400;
        var alarms = BusyDesk.falseAlarms(new Random(seed), days).size();
        say(
                "surges, 4 an hour on 40: %d of 100 noticed, half within %.1f h, nine of ten within %.1f h; %.3f false alarms a day",
                hours.size(), hours.get(hours.size() / 2), hours.get(hours.size() * 9 / 10), alarms / (double) days);
    }

    private static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
