package dev.millrace.language;

/**
 * Where a desk draws the lines between moods: scores are multiplied by a factor, and each mood gets a bonus.
 *
 * @param numbers the factor, then the bonus of each mood
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record MoodShift(float[] numbers) {

    static final MoodShift NONE = new MoodShift(new float[] {1, 0, 0, 0, 0, 0});

    private static final int STEPS = 60;

    /** As many corrections as would outweigh the belief that nothing need change. */
    private static final double BELIEF = 2;

    static MoodShift fit(float[][] scores, int[] moods) {
        if (moods.length == 0) {
            return NONE;
        }
        return new MoodShift(Descent.minimise(
                NONE.numbers, STEPS, (at, slope) -> new MoodShift(at).loss(scores, moods, slope), _ -> {}));
    }

    float[] apply(float[] scores) {
        var shifted = new float[scores.length];
        for (var mood = 0; mood < scores.length; mood++) {
            shifted[mood] = numbers[0] * scores[mood] + numbers[mood + 1];
        }
        return shifted;
    }

    private double loss(float[][] scores, int[] moods, float[] slope) {
        var loss = 0.0;
        for (var i = 0; i < slope.length; i++) {
            var moved = numbers[i] - NONE.numbers[i];
            slope[i] = (float) (BELIEF * moved);
            loss += BELIEF / 2 * moved * moved;
        }
        for (var text = 0; text < moods.length; text++) {
            var errors = apply(scores[text]);
            var toTarget = errors[moods[text]];
            loss += Softmax.inPlace(errors) - toTarget;
            errors[moods[text]] -= 1;
            for (var mood = 0; mood < errors.length; mood++) {
                slope[0] += errors[mood] * scores[text][mood];
                slope[mood + 1] += errors[mood];
            }
        }
        return loss;
    }
}
