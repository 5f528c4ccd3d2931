package dev.millrace.community;

import dev.millrace.kernel.Settings;

/**
 * Whether there is a forum at all.
 *
 * @param open whether it is shown
 * @param everythingIsHeld whether what customers post waits for one of us, not only what looks like spam
 */
public record Community(boolean open, boolean everythingIsHeld) {

    public static final Settings.Key<Community> KEY =
            new Settings.Key<>("community", Community.class, new Community(false, false));
}
