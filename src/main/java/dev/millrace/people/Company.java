package dev.millrace.people;

import org.jspecify.annotations.Nullable;

/** An organisation customers write for; whoever writes from its domain belongs to it. */
public record Company(CompanyId id, String name, @Nullable String domain, CustomerValue value) {}
