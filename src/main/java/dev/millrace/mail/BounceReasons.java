package dev.millrace.mail;

import dev.millrace.mail.Bounce.Reason;
import dev.millrace.mail.BounceEvidence.Command;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says why mail was not delivered: by the server's words first, for its codes are often wrong, then by its codes. */
final class BounceReasons {

    /** Reply and status codes in front of each line of a longer answer, which would cut phrases in two. */
    private static final Pattern CODES =
            Pattern.compile("\\b[245]\\d\\d[- ](?:#?[245]\\.\\d{1,3}\\.\\d{1,3}\\b)?|#[245]\\.\\d\\.\\d");

    /** Said by directories, which know. */
    private static final Pattern CERTAIN = Pattern.compile(
            "name is not recognized|invalid final delivery|not listed in|recipnotfound|recipient address rejected: access denied|lpn007_416");

    /** A local program's exit status. */
    private static final Pattern EXIT_STATUS = Pattern.compile("\\s*\\d{1,3}\\s*");

    /** RFC 3463 and what large providers made of it. */
    private static final Map<String, Reason> BY_STATUS = Map.ofEntries(
            Map.entry("1.0", Reason.USER_UNKNOWN),
            Map.entry("1.1", Reason.USER_UNKNOWN),
            Map.entry("1.2", Reason.HOST_UNKNOWN),
            Map.entry("1.3", Reason.USER_UNKNOWN),
            Map.entry("1.4", Reason.FILTERED),
            Map.entry("1.6", Reason.HAS_MOVED),
            Map.entry("1.7", Reason.REJECTED),
            Map.entry("1.8", Reason.REJECTED),
            Map.entry("1.9", Reason.SYSTEM_ERROR),
            Map.entry("1.10", Reason.NOT_ACCEPT),
            Map.entry("2.0", Reason.FILTERED),
            Map.entry("2.1", Reason.FILTERED),
            Map.entry("2.2", Reason.MAILBOX_FULL),
            Map.entry("2.3", Reason.EXCEED_LIMIT),
            Map.entry("2.4", Reason.FILTERED),
            Map.entry("3.1", Reason.SYSTEM_FULL),
            Map.entry("3.2", Reason.NOT_ACCEPT),
            Map.entry("3.3", Reason.SYSTEM_ERROR),
            Map.entry("3.4", Reason.MESSAGE_TOO_BIG),
            Map.entry("3.5", Reason.SYSTEM_ERROR),
            Map.entry("4.1", Reason.EXPIRED),
            Map.entry("4.2", Reason.EXPIRED),
            Map.entry("4.3", Reason.SYSTEM_ERROR),
            Map.entry("4.4", Reason.HOST_UNKNOWN),
            Map.entry("4.5", Reason.SYSTEM_FULL),
            Map.entry("4.6", Reason.NETWORK_ERROR),
            Map.entry("4.7", Reason.EXPIRED),
            Map.entry("4.8", Reason.NETWORK_ERROR),
            Map.entry("5.2", Reason.SYNTAX_ERROR),
            Map.entry("5.3", Reason.TOO_MANY_CONNECTIONS),
            Map.entry("6.0", Reason.CONTENT_ERROR),
            Map.entry("6.1", Reason.CONTENT_ERROR),
            Map.entry("6.2", Reason.CONTENT_ERROR),
            Map.entry("6.3", Reason.CONTENT_ERROR),
            Map.entry("6.5", Reason.CONTENT_ERROR),
            Map.entry("6.6", Reason.CONTENT_ERROR),
            Map.entry("6.7", Reason.CONTENT_ERROR),
            Map.entry("6.8", Reason.CONTENT_ERROR),
            Map.entry("6.9", Reason.CONTENT_ERROR),
            Map.entry("7.2", Reason.SECURITY_ERROR),
            Map.entry("7.3", Reason.SECURITY_ERROR),
            Map.entry("7.4", Reason.SECURITY_ERROR),
            Map.entry("7.5", Reason.SECURITY_ERROR),
            Map.entry("7.6", Reason.SECURITY_ERROR),
            Map.entry("7.7", Reason.SECURITY_ERROR),
            Map.entry("7.8", Reason.SECURITY_ERROR),
            Map.entry("7.9", Reason.SECURITY_ERROR),
            Map.entry("7.10", Reason.SECURITY_ERROR),
            Map.entry("7.13", Reason.SUSPEND),
            Map.entry("7.20", Reason.AUTH_FAILURE),
            Map.entry("7.21", Reason.AUTH_FAILURE),
            Map.entry("7.22", Reason.AUTH_FAILURE),
            Map.entry("7.23", Reason.AUTH_FAILURE),
            Map.entry("7.24", Reason.AUTH_FAILURE),
            Map.entry("7.25", Reason.REQUIRE_PTR),
            Map.entry("7.26", Reason.AUTH_FAILURE),
            Map.entry("7.27", Reason.NOT_ACCEPT),
            Map.entry("7.28", Reason.SPEEDING),
            Map.entry("7.29", Reason.AUTH_FAILURE),
            Map.entry("7.30", Reason.AUTH_FAILURE),
            Map.entry("7.509", Reason.AUTH_FAILURE),
            Map.entry("7.511", Reason.BLOCKED),
            Map.entry("7.512", Reason.NOT_COMPLIANT_RFC),
            Map.entry("7.606", Reason.BLOCKED));

    /** For when nothing more is known. */
    private static final Map<String, Reason> BY_VAGUE_STATUS = Map.of(
            "3.0",
            Reason.SYSTEM_ERROR,
            "4.0",
            Reason.NETWORK_ERROR,
            "5.0",
            Reason.MAILER_ERROR,
            "5.1",
            Reason.SYSTEM_ERROR,
            "5.4",
            Reason.SYSTEM_ERROR,
            "7.0",
            Reason.SECURITY_ERROR,
            "7.1",
            Reason.SECURITY_ERROR);

    private BounceReasons() {}

    static Reason of(BounceEvidence evidence) {
        var action = evidence.action().toLowerCase(Locale.ROOT);
        if (action.startsWith("delivered") || action.startsWith("relayed") || action.startsWith("expanded")) {
            return Reason.DELIVERED;
        }
        if (EXIT_STATUS.matcher(evidence.diagnosis()).matches()) {
            return Reason.MAILER_ERROR;
        }
        var status = evidence.statusCode();
        var command = evidence.command();
        return weighed(reason(evidence, action, status, command), evidence, command, status);
    }

    private static Reason reason(BounceEvidence evidence, String action, String status, Command command) {
        var answer = words(evidence.answer());
        var code = status.substring(Math.min(2, status.length()));
        var reason = BounceWords.reason(answer);
        if (reason == null) {
            reason = BY_STATUS.get(code);
        }
        if (reason == null) {
            reason = BounceWords.generalReason(answer);
        }
        if (reason != null) {
            return reason;
        }
        var everything = words(evidence.said() + " " + evidence.notice() + " " + evidence.subject());
        reason = BounceWords.reason(everything);
        if (reason == null) {
            reason = refused(evidence, command);
        }
        if (reason == null) {
            reason = BounceWords.generalReason(everything);
        }
        if (reason == null) {
            reason = BY_VAGUE_STATUS.get(code);
        }
        return reason != null ? reason : action.startsWith("delayed") ? Reason.EXPIRED : Reason.UNDEFINED;
    }

    private static String words(String text) {
        return singleSpaced(
                CODES.matcher(singleSpaced(text.toLowerCase(Locale.ROOT))).replaceAll(" "));
    }

    static String singleSpaced(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = Character.isWhitespace(text.charAt(i)) ? ' ' : text.charAt(i);
            if (c != ' ' || out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** A bare refusal is understood by when it came. */
    private static @Nullable Reason refused(BounceEvidence evidence, Command command) {
        if (evidence.replyCode().isEmpty()) {
            return null;
        }
        return switch (command) {
            case CONNECT -> Reason.BLOCKED;
            case MAIL -> Reason.REJECTED;
            case RCPT -> Reason.USER_UNKNOWN;
            case DATA -> Reason.FILTERED;
            case NONE -> null;
        };
    }

    /**
     * "User unknown" to RCPT TO is just that; to MAIL FROM it speaks of the sender; after the whole message was taken, or
     * out of nowhere, it is as often the answer of a filter, and the address may well exist.
     */
    private static Reason weighed(Reason reason, BounceEvidence evidence, Command command, String status) {
        if (command == Command.CONNECT && (reason == Reason.REJECTED || reason == Reason.USER_UNKNOWN)) {
            return Reason.BLOCKED;
        }
        if (command == Command.MAIL && (reason == Reason.USER_UNKNOWN || reason == Reason.HOST_UNKNOWN)) {
            return Reason.REJECTED;
        }
        return reason == Reason.USER_UNKNOWN && !isCertain(evidence, command, status) ? Reason.FILTERED : reason;
    }

    private static boolean isCertain(BounceEvidence evidence, Command command, String status) {
        return status.startsWith("1.", 2)
                || command == Command.RCPT
                || command != Command.DATA && evidence.reported() && status.endsWith(".0.0")
                || CERTAIN.matcher(evidence.answer().toLowerCase(Locale.ROOT)).find();
    }
}
