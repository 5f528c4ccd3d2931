/**
 * Where requests come in. Whatever arrives on a channel is written into the {@link dev.millrace.intake.Journal} raw,
 * before anybody tries to understand it; the {@link dev.millrace.intake.Mailroom} then finds whose it is and which
 * ticket it belongs to.
 *
 * <p>Start at {@link dev.millrace.intake.Channels} for where mail comes from, at {@code Clerk} for what happens to one
 * message, at {@code Threading} and {@code LoopGuard} for the two judgements it takes.
 */
@ApplicationModule(allowedDependencies = {"kernel", "mail", "mail :: spi", "people", "tickets"})
@NullMarked
package dev.millrace.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
