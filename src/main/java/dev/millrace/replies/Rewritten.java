package dev.millrace.replies;

import dev.millrace.language.Detected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer in another tone: the text it became, and each place where that differs from what it was. Nothing else differs.
 *
 * @param language the text was read in, as in {@link Detected}; in one that is not {@link #understood} nothing was changed
 * @param changes in the order of the text
 */
public record Rewritten(Tone tone, String language, String before, String text, List<Change> changes) {

    /** What is better about a change, as an agent reads it. */
    public enum Why {
        CONTRACTED,
        SPELLED,
        WARM,
        FORMAL,
        UNNEEDED,
        CALM,
        WORDY,
        FILLER,
        PLAIN,
        GREETING,
        FAREWELL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param at where it stood in the text as it was */
    public record Change(int at, String was, String became, List<Why> whys) {

        public Change {
            whys = List.copyOf(whys);
        }
    }

    /** A stretch of the text as it was and as it is; both are the same where nothing was changed. */
    public record Stretch(String was, String became) {

        public boolean changed() {
            return !was.equals(became);
        }
    }

    public Rewritten {
        changes = List.copyOf(changes);
    }

    public boolean understood() {
        return Phrasebook.LANGUAGES.contains(language);
    }

    /** The whole text, to be read with what was changed marked in it. */
    public List<Stretch> stretches() {
        var all = new ArrayList<Stretch>();
        var done = 0;
        for (var change : changes) {
            if (change.at() > done) {
                var same = before.substring(done, change.at());
                all.add(new Stretch(same, same));
            }
            all.add(new Stretch(change.was(), change.became()));
            done = change.at() + change.was().length();
        }
        if (done < before.length()) {
            all.add(new Stretch(before.substring(done), before.substring(done)));
        }
        return List.copyOf(all);
    }
}
