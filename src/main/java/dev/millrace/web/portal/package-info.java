/**
 * What customers do for themselves: sign in, follow their tickets, answer, rate. Start at
 * {@code TicketsController}; what each may see is decided in {@link dev.millrace.tickets.OwnTickets}.
 */
@NullMarked
package dev.millrace.web.portal;

import org.jspecify.annotations.NullMarked;
