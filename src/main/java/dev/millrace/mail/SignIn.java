package dev.millrace.mail;

import dev.millrace.kernel.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a mailbox shows to its servers. Exists outside the database only while a connection is made. */
record SignIn(
        String imap,
        String smtp,
        @Nullable Renewal renewal,
        @Nullable Instant expiresAt) {

    static SignIn of(MailboxSettings settings, @Nullable SignIn kept) {
        var imap = settings.secret() != null ? settings.secret() : kept == null ? "" : kept.imap();
        var smtp = settings.smtpSecret() != null
                ? settings.smtpSecret()
                : settings.secret() != null || kept == null ? imap : kept.smtp();
        var renewal = settings.renewal() != null ? settings.renewal() : kept == null ? null : kept.renewal();
        var expiresAt = settings.secret() != null || kept == null ? null : kept.expiresAt();
        return new SignIn(imap, smtp, renewal, expiresAt);
    }

    static SignIn read(String json) {
        return Json.read(json, SignIn.class);
    }

    String write() {
        return Json.write(this);
    }

    @Override
    public String toString() {
        return "SignIn[…]";
    }
}
