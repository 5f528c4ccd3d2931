package dev.millrace.mail;

import java.util.List;

/** Finds out which recipients a mail server reports about, in the form of RFC 3464 or in any other. */
final class Bounces {

    private Bounces() {}

    static List<Bounce> of(MimePart root, MailHeaders headers, String text) {
        return List.of();
    }
}
