package dev.millrace.replies;

import java.time.Instant;
import java.util.UUID;

/** An answer that an agent typed. */
record PastAnswer(UUID message, UUID ticket, String subject, UUID customer, UUID agent, Instant at, Phrased phrased) {}
