/**
 * What we write to customers: replies, the acknowledgement, the templates they are made from, and how each channel speaks.
 *
 * <p>Start at {@link dev.millrace.replies.Replies}.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "mail", "mail :: spi", "people", "people :: spi", "tickets", "tickets :: spi"})
@NullMarked
package dev.millrace.replies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
