package dev.millrace.web.profile;

import java.time.Instant;

/** One browser somebody is signed in with; {@code handle} names it without opening it. */
public record OpenSession(
        String handle, String browser, String from, Instant begunAt, Instant usedAt, boolean current) {}
