package dev.millrace.people;

import java.time.Instant;

/** Somebody was asked to work here and has not answered yet. */
public record Invitation(String email, String name, Role role, Instant createdAt, Instant expiresAt) {}
