package dev.millrace.learning;

import dev.millrace.language.Classifier;
import dev.millrace.language.Label;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What a version was made from; when it has changed enough, a new one is due.
 *
 * @param labels how many values there were
 * @param names the fingerprint of their names, descriptions and written examples, and of the form it is kept in: what an
 *     older build has kept is learned anew
 * @param examples how many tickets a person had given a value
 */
record Basis(int labels, String names, int examples) {

    static Basis of(List<Label> labels, int examples) {
        return new Basis(labels.size(), fingerprint(labels), examples);
    }

    boolean isOf(List<Label> labels) {
        return names.equals(fingerprint(labels));
    }

    /**
     * At how many tickets a new version is due: ten more and a tenth more, so that training grows rarer as there is less to
     * learn from each ticket.
     */
    int next() {
        return Math.max(Training.ENOUGH, examples + 10 + examples / 10);
    }

    private static String fingerprint(List<Label> labels) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) Classifier.format());
            labels.stream()
                    .sorted(Comparator.comparing(Label::id))
                    .forEach(label -> digest.update(label.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
