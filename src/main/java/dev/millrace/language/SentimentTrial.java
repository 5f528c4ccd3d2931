package dev.millrace.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well moods are told on texts whose tone is known.
 *
 * @param model the regression over the text's meaning and words
 * @param lexicon what counting words alone would reach
 */
public record SentimentTrial(Figures model, Figures lexicon, int n) {

    /** What a person says about a text. */
    public enum Tone {
        NEGATIVE,
        NEUTRAL,
        POSITIVE
    }

    /** A text and its tone. */
    public record Judged(String text, Tone tone) {}

    /**
     * How good a guess is.
     *
     * @param accuracy share of texts, 0…1, whose tone was told
     * @param aurocNegative the probability that of a negative and another text the negative one is ranked as such; NaN
     *     when one kind is missing
     */
    public record Figures(double accuracy, double aurocNegative) {}

    /** By custom, below this a lexicon's score says nothing either way. */
    private static final double FAINT = .05;

    public static SentimentTrial of(Sentiment sentiment, Embedder embedder, List<Judged> judged) {
        return of(sentiment, Lexicon.SHIPPED, embedder, judged);
    }

    /** Compared with another lexicon than the shipped one: a file in VADER's form. */
    public static SentimentTrial of(Sentiment sentiment, Path lexicon, Embedder embedder, List<Judged> judged)
            throws IOException {
        return of(sentiment, Lexicon.read(lexicon), embedder, judged);
    }

    private static SentimentTrial of(Sentiment sentiment, Lexicon lexicon, Embedder embedder, List<Judged> judged) {
        var reads = embedder.read(judged.stream().map(Judged::text).toList());
        var model = figures(judged, reads, read -> sentiment.of(read).mood().score, read -> -sentiment.negative(read));
        var words = figures(
                judged,
                reads,
                read -> clear(FeelingWords.of(read.text(), lexicon).score()),
                read -> FeelingWords.of(read.text(), lexicon).score());
        return new SentimentTrial(model, words, judged.size());
    }

    private static double clear(double score) {
        return Math.abs(score) < FAINT ? 0 : score;
    }

    private static Figures figures(
            List<Judged> judged, List<Read> reads, ToDoubleFunction<Read> tone, ToDoubleFunction<Read> rank) {
        var told = IntStream.range(0, reads.size())
                .filter(i ->
                        tone(tone.applyAsDouble(reads.get(i))) == judged.get(i).tone())
                .count();
        var ranks = reads.stream().mapToDouble(rank).toArray();
        return new Figures((double) told / reads.size(), auroc(judged, ranks));
    }

    private static Tone tone(double score) {
        return score == 0 ? Tone.NEUTRAL : score < 0 ? Tone.NEGATIVE : Tone.POSITIVE;
    }

    /** By ranks, of which equal ones share the middle; the negative ones should come first. */
    private static double auroc(List<Judged> judged, double[] ranks) {
        var order = IntStream.range(0, ranks.length)
                .boxed()
                .sorted((a, b) -> Double.compare(ranks[b], ranks[a]))
                .toList();
        var sum = 0.0;
        var negatives = 0L;
        for (var from = 0; from < order.size(); ) {
            var to = from;
            while (to < order.size() && ranks[order.get(to)] == ranks[order.get(from)]) {
                to++;
            }
            var here = order.subList(from, to).stream()
                    .filter(i -> judged.get(i).tone() == Tone.NEGATIVE)
                    .count();
            sum += here * (from + 1 + to) / 2.0;
            negatives += here;
            from = to;
        }
        var others = ranks.length - negatives;
        return (sum - negatives * (negatives + 1) / 2.0) / (negatives * (double) others);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d texts: accuracy %.3f, AUROC of negative %.3f; words alone %.3f, %.3f",
                n,
                model.accuracy(),
                model.aurocNegative(),
                lexicon.accuracy(),
                lexicon.aurocNegative());
    }
}
