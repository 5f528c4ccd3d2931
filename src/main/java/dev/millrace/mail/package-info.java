/**
 * Mail in and out: what an e-mail says, and how one is sent.
 *
 * <p>Reading starts at {@link dev.millrace.mail.MailParser}, which turns the bytes of one message into a {@link
 * dev.millrace.mail.ParsedMail} and never throws.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.millrace.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
