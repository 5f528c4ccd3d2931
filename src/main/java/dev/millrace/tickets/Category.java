package dev.millrace.tickets;

/** What a ticket is about, in the desk's own words; the description tells people and models when it fits. */
public record Category(CategoryId id, String name, String description, boolean archived) {}
