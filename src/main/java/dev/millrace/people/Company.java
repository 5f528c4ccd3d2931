package dev.millrace.people;

import org.jspecify.annotations.Nullable;

/**
 * An organisation customers write for; whoever writes from its domain belongs to it.
 *
 * @param sharesTickets whether its people see each other's tickets when they sign in
 */
public record Company(CompanyId id, String name, @Nullable String domain, CustomerValue value, boolean sharesTickets) {}
