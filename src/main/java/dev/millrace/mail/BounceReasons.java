package dev.millrace.mail;

import dev.millrace.mail.Bounce.Reason;

/** Says why mail was not delivered. */
final class BounceReasons {

    private BounceReasons() {}

    static Reason of(BounceEvidence evidence) {
        return Reason.UNDEFINED;
    }
}
