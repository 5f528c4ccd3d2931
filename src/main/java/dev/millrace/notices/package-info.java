/**
 * Telling people what they should know without having looked: a mailbox that has gone silent, a reply that did not arrive, a
 * ticket that is now theirs.
 *
 * <p>Start at {@link dev.millrace.notices.Notices}.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "mail", "people", "tickets", "tickets :: spi", "replies", "routing", "intake"})
@NullMarked
package dev.millrace.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
