package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one probability for each class of what the experts say: each one's scores become probabilities, these are averaged, and
 * the average is made as sharp as it deserves. All temperatures are measured on texts that were held out.
 */
record Blend(Map<Expert, Double> temperatures, double sharpness) {

    static Blend fit(List<Opinion> opinions, int[] targets) {
        var temperatures = new EnumMap<Expert, Double>(Expert.class);
        for (var expert : Expert.values()) {
            var scores = opinions.stream()
                    .filter(opinion -> opinion.scores().containsKey(expert))
                    .map(opinion -> opinion.scores().get(expert))
                    .toArray(float[][]::new);
            var usual = expert.usualTemperature();
            temperatures.put(expert, scores.length < targets.length ? usual : Temperature.of(scores, targets, usual));
        }
        var flat = new Blend(temperatures, 1);
        var averages = opinions.stream().map(flat::logarithms).toArray(float[][]::new);
        return new Blend(temperatures, Temperature.of(averages, targets, 1));
    }

    /** One for each class; they sum to 1. */
    float[] probabilities(Opinion opinion) {
        return Softmax.of(logarithms(opinion), sharpness);
    }

    private float[] logarithms(Opinion opinion) {
        var average = new float[opinion.scores().values().iterator().next().length];
        opinion.scores().forEach((expert, scores) -> {
            var probabilities = Softmax.of(scores, temperatures.getOrDefault(expert, 1.0));
            for (var c = 0; c < average.length; c++) {
                average[c] += expert.share() * probabilities[c];
            }
        });
        for (var c = 0; c < average.length; c++) {
            average[c] = (float) Math.log(average[c] + Float.MIN_NORMAL);
        }
        return average;
    }

    void write(DataOutputStream out) throws IOException {
        for (var expert : Expert.values()) {
            out.writeDouble(temperatures.getOrDefault(expert, 1.0));
        }
        out.writeDouble(sharpness);
    }

    static Blend read(DataInputStream in) throws IOException {
        var temperatures = new EnumMap<Expert, Double>(Expert.class);
        for (var expert : Expert.values()) {
            temperatures.put(expert, in.readDouble());
        }
        return new Blend(temperatures, in.readDouble());
    }
}
