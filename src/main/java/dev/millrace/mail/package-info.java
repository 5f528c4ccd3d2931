/**
 * Mail in and out: what an e-mail says, and how one is fetched and sent.
 *
 * <p>Reading starts at {@link dev.millrace.mail.MailParser}, which turns the bytes of one message into a {@link
 * dev.millrace.mail.ParsedMail} and never throws.
 *
 * <p>Mailboxes start at {@link dev.millrace.mail.Mailboxes}; {@link dev.millrace.mail.spi.Arrivals} takes what they
 * receive. Sending starts at {@link dev.millrace.mail.Outbox} with a {@link dev.millrace.mail.Letter}; {@link
 * dev.millrace.mail.spi.Posted} hears how it fared.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.millrace.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
