package dev.millrace.mail;

import java.time.Instant;

/** A mailbox the desk reads from and writes from. What it takes to sign in is not in here and never leaves the module. */
public record Mailbox(
        MailboxId id,
        String name,
        String address,
        String fromName,
        Server imap,
        String folder,
        Server smtp,
        Auth auth,
        boolean enabled,
        int version,
        Instant createdAt) {

    /** What is shown to the servers: a password, or a token of the owner's provider. */
    public enum Auth {
        PASSWORD,
        XOAUTH2
    }
}
