package dev.millrace.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One recipient that a mail server reported about.
 *
 * @param recipient the address that was not reached, empty when the report does not say
 * @param status the enhanced status code of RFC 3463 such as 5.1.1, empty when unknown
 * @param diagnosis what the server said
 * @param originalMessageId the message that bounced, so that its ticket can be found
 */
public record Bounce(
        String recipient,
        String status,
        Reason reason,
        boolean hard,
        String diagnosis,
        @Nullable String originalMessageId) {

    static Bounce of(String recipient, BounceEvidence evidence, @Nullable String originalMessageId) {
        var reason = BounceReasons.of(evidence);
        var status = reason == Reason.DELIVERED ? evidence.successCode() : evidence.statusCode();
        return new Bounce(
                recipient,
                status,
                reason,
                reason.lasting() && !status.startsWith("4"),
                evidence.summary(),
                originalMessageId);
    }

    /** Why mail was not delivered. */
    public enum Reason {
        AUTH_FAILURE,
        BAD_REPUTATION,
        BLOCKED,
        CONTENT_ERROR,
        DELIVERED,
        EXCEED_LIMIT,
        EXPIRED,
        FAILED_STARTTLS,
        FEEDBACK,
        FILTERED,
        HAS_MOVED,
        HOST_UNKNOWN,
        MAILBOX_FULL,
        MAILER_ERROR,
        MESSAGE_TOO_BIG,
        NETWORK_ERROR,
        NO_RELAYING,
        NOT_ACCEPT,
        NOT_COMPLIANT_RFC,
        ON_HOLD,
        POLICY_VIOLATION,
        REJECTED,
        REQUIRE_PTR,
        SECURITY_ERROR,
        SPAM_DETECTED,
        SPEEDING,
        SUPPRESSED,
        SUSPEND,
        SYNTAX_ERROR,
        SYSTEM_ERROR,
        SYSTEM_FULL,
        TOO_MANY_CONNECTIONS,
        UNDEFINED,
        USER_UNKNOWN,
        VACATION,
        VIRUS_DETECTED;

        /** The word that reports use for it. */
        public String word() {
            return switch (this) {
                case MESSAGE_TOO_BIG -> "mesgtoobig";
                case TOO_MANY_CONNECTIONS -> "toomanyconn";
                default -> name().toLowerCase(Locale.ROOT).replace("_", "");
            };
        }

        static Reason of(String word) {
            for (var reason : values()) {
                if (reason.word().equals(word)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("There is no reason " + word);
        }

        /** Whether it will not get better by itself: the address should not be written to again. */
        boolean lasting() {
            return this == USER_UNKNOWN || this == HOST_UNKNOWN || this == HAS_MOVED || this == NOT_ACCEPT;
        }
    }
}
