package dev.millrace.people;

/** Agents who work on the same tickets. */
public record Team(TeamId id, String name, String description) {}
