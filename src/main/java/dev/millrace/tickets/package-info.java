/**
 * The ticket: one request for help, its messages and everything that happened to it.
 *
 * <p>Start at {@link dev.millrace.tickets.Ticket} for the rules, {@link dev.millrace.tickets.Tickets} for what may be
 * asked, {@link dev.millrace.tickets.TicketEvent} for what the rest of the product hears. {@link
 * dev.millrace.tickets.Criteria} and {@link dev.millrace.tickets.Change} are the two words from which views, rules and
 * automations are made.
 */
@ApplicationModule(allowedDependencies = {"kernel", "people"})
@NullMarked
package dev.millrace.tickets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
