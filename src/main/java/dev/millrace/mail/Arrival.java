package dev.millrace.mail;

import java.time.Instant;

/**
 * One message found in a mailbox. Mailbox, folder, validity and UID together name it for good.
 *
 * @param receivedAt when the mailbox's server took it in
 */
public record Arrival(
        MailboxId mailbox, String folder, long uidValidity, long uid, Content content, Instant receivedAt) {

    /** What could be fetched of it. */
    public sealed interface Content {}

    /** The message as the server has it, byte for byte. */
    public record Whole(byte[] raw) implements Content {}

    /** It is larger than the desk takes; the start of its headers is all that was fetched. */
    public record Oversize(byte[] headers, long size, long limit) implements Content {}

    /** The server cannot hand it out. */
    public record Unreadable(String why) implements Content {}
}
