package dev.millrace.replies;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How much of a template was kept in what was sent, word by word.
 *
 * @param kept the share of its words that were sent, in their order; words that were to be filled in count for neither
 * @param distance how many words were taken out, put in or changed
 */
record Edits(double kept, int distance) {

    private static final Pattern TO_FILL = Pattern.compile("\u27e6[^\u27e7]*\u27e7");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}@./:’'-]*");

    /** Longer texts are compared as far as this many words. */
    private static final int LONGEST = 1_500;

    static Edits between(String inserted, String sent) {
        var before = words(TO_FILL.matcher(inserted).replaceAll(" "));
        var after = words(sent);
        if (before.isEmpty()) {
            return new Edits(1, after.size());
        }
        var common = common(before, after);
        var asked = (int) TO_FILL.matcher(inserted).results().count();
        var put = Math.max(0, after.size() - common - asked);
        return new Edits((double) common / before.size(), Math.max(before.size() - common, put));
    }

    /** The longest sequence of words that both have in the same order. */
    private static int common(List<String> a, List<String> b) {
        var row = new int[b.size() + 1];
        for (var word : a) {
            var diagonal = 0;
            for (var j = 1; j <= b.size(); j++) {
                var above = row[j];
                row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .limit(LONGEST)
                .map(found -> found.group().replaceAll("[.:]+$", ""))
                .toList();
    }
}
