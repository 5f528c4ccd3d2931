package dev.millrace.language;

/** Turns scores into probabilities. */
final class Softmax {

    private Softmax() {}

    /** Answers the logarithm of the sum of the scores' exponentials. */
    static double inPlace(float[] scores) {
        return inPlace(scores, scores.length);
    }

    /** As {@link #inPlace(float[])}, of the first scores only. */
    static double inPlace(float[] scores, int count) {
        var most = Float.NEGATIVE_INFINITY;
        for (var c = 0; c < count; c++) {
            most = Math.max(most, scores[c]);
        }
        var sum = 0.0;
        for (var c = 0; c < count; c++) {
            scores[c] = (float) Math.exp(scores[c] - most);
            sum += scores[c];
        }
        for (var c = 0; c < count; c++) {
            scores[c] = (float) (scores[c] / sum);
        }
        return most + Math.log(sum);
    }

    static float[] of(float[] scores, double temperature) {
        var probabilities = new float[scores.length];
        for (var c = 0; c < scores.length; c++) {
            probabilities[c] = (float) (scores[c] / temperature);
        }
        inPlace(probabilities);
        return probabilities;
    }

    /** The position of the largest number. */
    static int best(float[] numbers) {
        var best = 0;
        for (var c = 1; c < numbers.length; c++) {
            best = numbers[c] > numbers[best] ? c : best;
        }
        return best;
    }
}
