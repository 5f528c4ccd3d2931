package dev.millrace.web.intake;

import dev.millrace.mail.Mailbox.Auth;
import java.util.Arrays;
import java.util.Locale;

/** What is known about the servers of those who keep most mailboxes, so that nobody has to look it up. */
public enum Provider {
    GOOGLE(
            "imap.gmail.com",
            993,
            "TLS",
            "smtp.gmail.com",
            465,
            "TLS",
            Auth.PASSWORD,
            "https://oauth2.googleapis.com/token"),
    MICROSOFT(
            "outlook.office365.com",
            993,
            "TLS",
            "smtp.office365.com",
            587,
            "STARTTLS",
            Auth.XOAUTH2,
            "https://login.microsoftonline.com/common/oauth2/v2.0/token"),
    OTHER("", 993, "TLS", "", 465, "TLS", Auth.PASSWORD, "");

    private final String imapHost;
    private final int imapPort;
    private final String imapSecurity;
    private final String smtpHost;
    private final int smtpPort;
    private final String smtpSecurity;
    private final Auth auth;
    private final String tokenUri;

    Provider(
            String imapHost,
            int imapPort,
            String imapSecurity,
            String smtpHost,
            int smtpPort,
            String smtpSecurity,
            Auth auth,
            String tokenUri) {
        this.imapHost = imapHost;
        this.imapPort = imapPort;
        this.imapSecurity = imapSecurity;
        this.smtpHost = smtpHost;
        this.smtpPort = smtpPort;
        this.smtpSecurity = smtpSecurity;
        this.auth = auth;
        this.tokenUri = tokenUri;
    }

    /** One nobody knows is another one. */
    public static Provider of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word().equals(word))
                .findFirst()
                .orElse(OTHER);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    MailboxForm blank() {
        return new MailboxForm(
                word(),
                "",
                "",
                "",
                imapHost,
                String.valueOf(imapPort),
                imapSecurity,
                "",
                "",
                "INBOX",
                smtpHost,
                String.valueOf(smtpPort),
                smtpSecurity,
                "",
                "",
                auth.name(),
                "",
                "",
                tokenUri,
                "",
                "",
                "",
                "now",
                "30",
                "");
    }
}
