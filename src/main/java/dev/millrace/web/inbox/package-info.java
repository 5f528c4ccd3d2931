/**
 * The lists of tickets an agent works from. Start at {@link dev.millrace.web.inbox.TicketView} for what a list holds, {@link
 * dev.millrace.web.inbox.Filter} for how its address narrows it.
 */
@NullMarked
package dev.millrace.web.inbox;

import org.jspecify.annotations.NullMarked;
