/**
 * One ticket as an agent works on it: the conversation, what is known beside it, and an action for each thing that can
 * be done. Start at {@link dev.millrace.web.ticket.TicketController}.
 */
@NullMarked
package dev.millrace.web.ticket;

import org.jspecify.annotations.NullMarked;
