/**
 * Telling people what they should know without having looked: a mailbox that has gone silent, a reply that did not arrive, a
 * ticket that is now theirs. And telling customers what is new: announcements and the newsletter are here because they are that, and need
 * mail and people below them.
 *
 * <p>Start at {@link dev.millrace.notices.Notices}, and at {@link dev.millrace.notices.Announcements} for what customers are told.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "mail",
            "mail :: spi",
            "people",
            "tickets",
            "tickets :: spi",
            "replies",
            "community",
            "learning",
            "knowledge",
            "routing",
            "intake",
            "knowledge"
        })
@NullMarked
package dev.millrace.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
