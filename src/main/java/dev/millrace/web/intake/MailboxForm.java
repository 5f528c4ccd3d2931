package dev.millrace.web.intake;

import dev.millrace.intake.Channel;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Renewal;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import dev.millrace.people.TeamId;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mailbox as it is typed in: all text, nothing checked. Secrets are typed again each time and never shown. */
public record MailboxForm(
        String provider,
        String name,
        String address,
        String fromName,
        String imapHost,
        String imapPort,
        String imapSecurity,
        String imapUser,
        String imapPin,
        String folder,
        String smtpHost,
        String smtpPort,
        String smtpSecurity,
        String smtpUser,
        String smtpPin,
        String auth,
        String secret,
        String smtpSecret,
        String tokenUri,
        String clientId,
        String clientSecret,
        String refreshToken,
        String start,
        String days,
        String team) {

    /** A field that the browser left out is an empty one. */
    public MailboxForm {
        provider = Objects.requireNonNullElse(provider, "other");
        name = orEmpty(name);
        address = orEmpty(address);
        fromName = orEmpty(fromName);
        imapHost = orEmpty(imapHost);
        imapPort = orEmpty(imapPort);
        imapSecurity = orEmpty(imapSecurity);
        imapUser = orEmpty(imapUser);
        imapPin = orEmpty(imapPin);
        folder = orEmpty(folder);
        smtpHost = orEmpty(smtpHost);
        smtpPort = orEmpty(smtpPort);
        smtpSecurity = orEmpty(smtpSecurity);
        smtpUser = orEmpty(smtpUser);
        smtpPin = orEmpty(smtpPin);
        auth = orEmpty(auth);
        secret = orEmpty(secret);
        smtpSecret = orEmpty(smtpSecret);
        tokenUri = orEmpty(tokenUri);
        clientId = orEmpty(clientId);
        clientSecret = orEmpty(clientSecret);
        refreshToken = orEmpty(refreshToken);
        start = orEmpty(start);
        days = orEmpty(days);
        team = orEmpty(team);
    }

    static MailboxForm of(Mailbox mailbox, Channel channel) {
        var imap = mailbox.imap();
        var smtp = mailbox.smtp();
        return new MailboxForm(
                "other",
                mailbox.name(),
                mailbox.address(),
                mailbox.fromName(),
                imap.host(),
                String.valueOf(imap.port()),
                imap.security().name(),
                imap.user(),
                orEmpty(imap.pin()),
                mailbox.folder(),
                smtp.host(),
                String.valueOf(smtp.port()),
                smtp.security().name(),
                smtp.user(),
                orEmpty(smtp.pin()),
                mailbox.auth().name(),
                "",
                "",
                "",
                "",
                "",
                "",
                "now",
                "30",
                channel.team() == null ? "" : channel.team().toString());
    }

    /** Checked; an {@link Invalid} names the field of this form. */
    MailboxSettings settings() {
        var imap = named(
                "imap",
                () -> new Server(
                        imapHost, port("port", imapPort), security(imapSecurity), either(imapUser, address), imapPin));
        var smtp = named(
                "smtp",
                () -> new Server(
                        smtpHost,
                        port("port", smtpPort),
                        security(smtpSecurity),
                        either(smtpUser, imap.user()),
                        smtpPin));
        try {
            return new MailboxSettings(
                    either(name, address),
                    address,
                    fromName,
                    imap,
                    folder,
                    smtp,
                    way(),
                    secret,
                    smtpSecret,
                    renewal(),
                    beginning());
        } catch (Invalid invalid) {
            throw invalid.field().equals("imap.user")
                    ? new Invalid("imapUser", String.valueOf(invalid.getMessage()))
                    : invalid;
        }
    }

    @Nullable TeamId teamId() {
        return team(team);
    }

    static @Nullable TeamId team(String chosen) {
        try {
            return chosen.isEmpty() ? null : TeamId.of(chosen);
        } catch (IllegalArgumentException _) {
            throw new Invalid("team", "There is no such team.");
        }
    }

    private Auth way() {
        return auth.equals(Auth.XOAUTH2.name()) ? Auth.XOAUTH2 : Auth.PASSWORD;
    }

    private @Nullable Renewal renewal() {
        if (way() == Auth.PASSWORD || refreshToken.isBlank()) {
            return null;
        }
        try {
            return new Renewal(
                    URI.create(tokenUri.strip()), clientId.strip(), clientSecret.strip(), refreshToken.strip());
        } catch (IllegalArgumentException _) {
            throw new Invalid("tokenUri", "This is not a web address.");
        }
    }

    private Start beginning() {
        return switch (start) {
            case "days" -> new Start.LastDays(port("days", days));
            case "all" -> new Start.Everything();
            default -> new Start.FromNowOn();
        };
    }

    private static Server named(String side, Supplier<Server> server) {
        try {
            return server.get();
        } catch (Invalid invalid) {
            var field = invalid.field();
            throw new Invalid(
                    side + Character.toUpperCase(field.charAt(0)) + field.substring(1),
                    String.valueOf(invalid.getMessage()));
        }
    }

    private static int port(String field, String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException _) {
            throw new Invalid(field, "This must be a number.");
        }
    }

    private static Security security(String word) {
        return switch (word) {
            case "STARTTLS" -> Security.STARTTLS;
            case "NONE" -> Security.NONE;
            default -> Security.TLS;
        };
    }

    private static String either(String typed, String otherwise) {
        return typed.isBlank() ? otherwise : typed;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "MailboxForm[" + address + "]";
    }
}
