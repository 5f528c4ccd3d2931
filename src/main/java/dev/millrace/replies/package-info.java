/**
 * What we write to customers: replies and the templates they are made from, what the desk writes by itself, and how each
 * channel speaks.
 *
 * <p>Start at {@link dev.millrace.replies.Replies} for how an answer leaves, {@link dev.millrace.replies.Templates} for the
 * library, {@link dev.millrace.replies.Wording} for what a template can say, {@link dev.millrace.replies.Suggestions} for
 * which one fits, {@link dev.millrace.replies.Insertions} for what became of it.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "language",
            "mail",
            "mail :: spi",
            "people",
            "people :: spi",
            "tickets",
            "tickets :: spi",
            "community",
            "knowledge"
        })
@NullMarked
package dev.millrace.replies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
