package dev.millrace.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Tells how somebody feels who writes: a regression over the text's vector and the {@link FeelingWords}. Immutable.
 *
 * <p>The shipped weights (8 kB, 393 inputs × 5 moods) are Millrace's own, trained by {@code bench/train-sentiment}; data,
 * licences and figures are on their card, {@code docs/sentiment-card.md}. English. As a ranking it travels from desk to
 * desk; where the moods divide differs, so give it a desk's first 50 to 100 corrections.
 */
@Component
public final class Sentiment {

    private static final String WEIGHTS = "/language/sentiment.bin";
    static final Mood[] MOODS = Mood.values();

    private final Regression regression;
    private final MoodShift shift;

    /** With the shipped weights. */
    public Sentiment() {
        this(shipped(), MoodShift.NONE);
    }

    private Sentiment(Regression regression, MoodShift shift) {
        this.regression = regression;
        this.shift = shift;
    }

    static Sentiment with(Regression regression) {
        return new Sentiment(regression, MoodShift.NONE);
    }

    public Feeling of(Read text) {
        var words = FeelingWords.of(text.text());
        var shares = shares(text, words);
        var mood = mood(shares);
        return new Feeling(score(shares), mood, mood == Mood.NEUTRAL ? List.of() : words.phrases(mood.score > 0));
    }

    /** As this one, with the moods divided as at the desk where these corrections come from. */
    public Sentiment calibrated(List<Corrected> corrections) {
        var scores = corrections.stream()
                .map(corrected -> scores(
                        corrected.text(), FeelingWords.of(corrected.text().text())))
                .toArray(float[][]::new);
        var moods = corrections.stream()
                .mapToInt(corrected -> corrected.mood().ordinal())
                .toArray();
        return new Sentiment(regression, MoodShift.fit(scores, moods));
    }

    /** The probability that the text is angry or unhappy: what texts are ranked by who looks for such. */
    double negative(Read text) {
        var shares = shares(text, FeelingWords.of(text.text()));
        return shares[Mood.ANGRY.ordinal()] + shares[Mood.UNHAPPY.ordinal()];
    }

    /** The mood of the likeliest of bad, neutral and good; angry and unhappy do not rival each other there. */
    private static Mood mood(float[] shares) {
        var bad = shares[0] + shares[1];
        var good = shares[3] + shares[4];
        if (shares[2] >= Math.max(bad, good)) {
            return Mood.NEUTRAL;
        }
        if (bad > good) {
            return shares[0] > shares[1] ? Mood.ANGRY : Mood.UNHAPPY;
        }
        return shares[4] > shares[3] ? Mood.DELIGHTED : Mood.PLEASED;
    }

    private static double score(float[] shares) {
        var score = 0.0;
        for (var mood : MOODS) {
            score += shares[mood.ordinal()] * mood.score;
        }
        return Math.clamp(score, -1, 1);
    }

    private float[] shares(Read text, FeelingWords words) {
        var scores = shift.apply(scores(text, words));
        Softmax.inPlace(scores);
        return scores;
    }

    private float[] scores(Read text, FeelingWords words) {
        return regression.scores(inputs(text.vector(), words));
    }

    static float[] inputs(float[] vector, FeelingWords words) {
        var inputs = Arrays.copyOf(vector, vector.length + FeelingWords.FEATURES);
        System.arraycopy(words.features(), 0, inputs, vector.length, FeelingWords.FEATURES);
        return inputs;
    }

    private static Regression shipped() {
        try (var in = Sentiment.class.getResourceAsStream(WEIGHTS)) {
            return Regression.read(new DataInputStream(new BufferedInputStream(Objects.requireNonNull(in, WEIGHTS))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
