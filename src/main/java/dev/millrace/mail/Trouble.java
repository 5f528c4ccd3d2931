package dev.millrace.mail;

import dev.millrace.mail.Server.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a mail server, in words its owner understands, and what to do about it.
 *
 * @param kind for those who decide by it; people read the words
 */
record Trouble(Kind kind, String words, String whatToDo) {

    enum Kind {
        DNS,
        UNREACHABLE,
        SILENT,
        CERTIFICATE,
        TLS,
        SIGN_IN,
        FOLDER,
        CLOSED,
        SERVER
    }

    private static final int LONGEST_LINE = 200;
    private static final String SWAPPED =
            "The ports look swapped: IMAP uses 993 (TLS) or 143 (STARTTLS), SMTP uses 465 (TLS) or 587 (STARTTLS).";

    static Trouble of(Throwable e, Server server) {
        for (var cause : causes(e)) {
            if (cause instanceof Untrusted untrusted) {
                return certificate(untrusted, server);
            }
        }
        for (var cause : causes(e)) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return new Trouble(
                            Kind.DNS,
                            "The name %s is not known".formatted(server.host()),
                            "Check the server's name for typing errors, and that this machine can look up names.");
                }
                case AuthenticationFailedException failed -> {
                    return signIn(String.valueOf(failed.getMessage()), server);
                }
                case FolderNotFoundException missing -> {
                    return new Trouble(
                            Kind.FOLDER,
                            "There is no folder %s in this mailbox".formatted(missing.getFolder()),
                            "Choose another folder; most mailboxes use INBOX.");
                }
                case NoRouteToHostException _ -> {
                    return new Trouble(
                            Kind.UNREACHABLE,
                            "No network leads to %s".formatted(server.host()),
                            "Check this machine's network and firewall.");
                }
                case ConnectException _ -> {
                    return new Trouble(
                            Kind.UNREACHABLE,
                            "%s does not accept connections on port %d".formatted(server.host(), server.port()),
                            "Check the port, that the mail server is running, and that no firewall is between.");
                }
                case SocketTimeoutException timeout -> {
                    return timeout(timeout, server);
                }
                case SSLException tls -> {
                    return tls(tls, server);
                }
                default -> {}
            }
        }
        return fromWords(causes(e), server);
    }

    /** The port for reading is one for sending. */
    static Trouble sendsInstead(Kind failed, Server server) {
        return new Trouble(
                beforeEncryption(failed, server),
                "Port %d of %s is for sending mail (SMTP), not for reading it (IMAP)"
                        .formatted(server.port(), server.host()),
                SWAPPED);
    }

    /** The port for sending is one for reading. */
    static Trouble readsInstead(Kind failed, Server server) {
        return new Trouble(
                beforeEncryption(failed, server),
                "Port %d of %s is for reading mail (IMAP), not for sending it (SMTP)"
                        .formatted(server.port(), server.host()),
                SWAPPED);
    }

    /** With STARTTLS a server says what it is before anything is encrypted. */
    private static Kind beforeEncryption(Kind failed, Server server) {
        return server.security() == Security.STARTTLS ? Kind.TLS : failed;
    }

    private static Trouble certificate(Untrusted untrusted, Server server) {
        return switch (untrusted.reason()) {
            case EXPIRED ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "The certificate of %s expired on %s".formatted(server.host(), untrusted.detail()),
                        "The server's operator has to renew it.");
            case NOT_YET_VALID ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "The certificate of %s is valid from %s on".formatted(server.host(), untrusted.detail()),
                        "Check this machine's clock.");
            case WRONG_NAME ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "The certificate is for %s, not for %s".formatted(oneLine(untrusted.detail()), server.host()),
                        "Use one of the names in the certificate as the server's name.");
            case SELF_SIGNED ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "The certificate of %s is signed by itself only".formatted(server.host()),
                        "If it is your server, compare this fingerprint with it and trust it: "
                                + untrusted.fingerprint());
            case UNKNOWN_ISSUER ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "The certificate of %s is signed by somebody unknown: %s"
                                .formatted(server.host(), oneLine(untrusted.detail())),
                        "If it is your server, compare this fingerprint with it and trust it: "
                                + untrusted.fingerprint());
            case PIN_CHANGED ->
                new Trouble(
                        Kind.CERTIFICATE,
                        "%s shows another certificate than the one you trusted".formatted(server.host()),
                        "If it was renewed, compare the new fingerprint and trust it: " + untrusted.fingerprint());
        };
    }

    private static Trouble signIn(String said, Server server) {
        var lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no authentication mechanisms")
                || lower.contains("no login methods")
                || lower.contains("login disabled")
                || lower.contains("authentication not enabled")) {
            return new Trouble(
                    Kind.SIGN_IN,
                    "%s does not offer this way of signing in".formatted(server.host()),
                    "Choose password or token as the provider asks for, and TLS: many servers take no password without it.");
        }
        if (lower.contains("application-specific") || lower.contains("app password")) {
            return new Trouble(
                    Kind.SIGN_IN,
                    "%s wants an app password instead of the account's own".formatted(server.host()),
                    "Create an app password in the account's security settings and enter it here.");
        }
        if (lower.contains("basic authentication is disabled")
                || lower.contains("basicauthblocked")
                || lower.contains("authenticationdisabled")) {
            return new Trouble(
                    Kind.SIGN_IN,
                    "%s takes no passwords any more".formatted(server.host()),
                    "Connect the mailbox with an access token (XOAUTH2).");
        }
        // 334: what is wrong with a token comes as a challenge
        if (said.startsWith("334 ")
                || lower.contains("expired")
                || lower.contains("invalid_token")
                || lower.contains("\"status\":\"40")) {
            return new Trouble(
                    Kind.SIGN_IN,
                    "%s does not accept the access token: it has expired or was withdrawn".formatted(server.host()),
                    "Sign in at the provider again and enter the new token.");
        }
        return new Trouble(
                Kind.SIGN_IN,
                "%s does not accept the user name or the password. It said: %s".formatted(server.host(), oneLine(said)),
                "Check both. Providers with two-step sign-in want an app password or a token.");
    }

    private static Trouble timeout(SocketTimeoutException e, Server server) {
        var connecting = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
        return connecting
                ? new Trouble(
                        Kind.UNREACHABLE,
                        "%s does not answer on port %d".formatted(server.host(), server.port()),
                        "Check the name and the port, and that no firewall swallows the connection.")
                : new Trouble(
                        Kind.SILENT,
                        "%s accepted the connection on port %d and then said nothing"
                                .formatted(server.host(), server.port()),
                        "Check that the port and its security (TLS or STARTTLS) belong together; else the server is overloaded.");
    }

    private static Trouble tls(SSLException e, Server server) {
        var said = String.valueOf(e.getMessage());
        if (said.contains("Unsupported or unrecognized SSL message") || said.contains("plaintext")) {
            return new Trouble(
                    Kind.TLS,
                    "Port %d of %s does not speak TLS from the start".formatted(server.port(), server.host()),
                    "Choose STARTTLS for this port, or the port for TLS (993 for IMAP, 465 for SMTP).");
        }
        return new Trouble(
                Kind.TLS,
                "No private connection to %s came about: %s".formatted(server.host(), oneLine(said)),
                "The server may be too old, or its certificate broken.");
    }

    private static Trouble fromWords(List<Throwable> causes, Server server) {
        for (var cause : causes) {
            var said = String.valueOf(cause.getMessage());
            if (said.contains("STARTTLS")) {
                return new Trouble(
                        Kind.TLS,
                        "%s does not offer STARTTLS on port %d".formatted(server.host(), server.port()),
                        "Choose TLS with its own port (993 for IMAP, 465 for SMTP).");
            }
        }
        if (causes.stream().anyMatch(Trouble::isClosing)) {
            return new Trouble(
                    Kind.CLOSED,
                    "%s closed the connection".formatted(server.host()),
                    "It may be restarting or limiting connections; it is tried again.");
        }
        return new Trouble(
                Kind.SERVER,
                "%s said: %s".formatted(server.host(), oneLine(causes.getFirst().getMessage())),
                "Ask the server's operator if it does not pass.");
    }

    private static boolean isClosing(Throwable cause) {
        var said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof EOFException
                || cause instanceof jakarta.mail.FolderClosedException
                || cause instanceof jakarta.mail.StoreClosedException
                || (cause instanceof IOException && said.contains("socket closed"))
                || said.contains("[eof]")
                || said.contains("connection reset")
                || said.contains("broken pipe")
                || said.contains("dropped by server")
                || said.contains("bye");
    }

    private static List<Throwable> causes(Throwable e) {
        var causes = new ArrayList<Throwable>();
        var next = e;
        while (next != null && causes.size() < 20 && !causes.contains(next)) {
            causes.add(next);
            next = next instanceof MessagingException mail && mail.getNextException() != null
                    ? mail.getNextException()
                    : next.getCause();
        }
        return causes;
    }

    /** What a server said may be long, of many lines, and meant for a terminal. */
    static String oneLine(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return "nothing";
        }
        var line = said.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
