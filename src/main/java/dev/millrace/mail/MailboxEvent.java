package dev.millrace.mail;

import dev.millrace.mail.MailboxHealth.Side;
import java.time.Instant;

/**
 * What can happen to a mailbox's connection. Published inside the transaction that records it, so a plain listener
 * writes its rows together with the change; pages are woken by the topic {@link Mailboxes#TOPIC}.
 */
public sealed interface MailboxEvent {

    MailboxId mailbox();

    Side side();

    Instant at();

    record WentDown(MailboxId mailbox, Side side, Instant at, String why, String whatToDo) implements MailboxEvent {}

    record CameBack(MailboxId mailbox, Side side, Instant at, Instant downSince) implements MailboxEvent {}
}
