package dev.millrace.community;

import dev.millrace.kernel.Settings;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Whether something is held for one of us to look at. Those who work here are trusted, and so is everybody whose posts were
 * found good before; what a newcomer posts waits when it looks like the advertisements that fill forums: it links
 * elsewhere, or says what was hidden before.
 */
@Component
class Suspicion {

    /** So many posts that can be read make somebody a regular. */
    private static final int REGULAR = 3;

    private static final Pattern LINK = Pattern.compile("(?i)https?://|www\\.|\\[[^]]*]\\((?!article:)");

    private final TopicStore store;
    private final Settings settings;

    Suspicion(TopicStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Why, in words for who moderates; empty when it may be shown. */
    String about(String text, Member by) {
        if (by.staff()) {
            return "";
        }
        if (settings.get(Community.KEY).everythingIsHeld()) {
            return "Everything is looked at first.";
        }
        if (store.wasHidden(text)) {
            return "The same was hidden before.";
        }
        if (LINK.matcher(text).find() && store.shownOf(by.id()) < REGULAR) {
            return "A newcomer links elsewhere.";
        }
        return "";
    }
}
