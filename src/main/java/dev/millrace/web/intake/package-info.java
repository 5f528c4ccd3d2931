/** Where mail comes from, and what became of each message: channels, the journal, and the customers' form. */
@NullMarked
package dev.millrace.web.intake;

import org.jspecify.annotations.NullMarked;
