package dev.millrace.web.community;

import dev.millrace.community.Moderation.Waiting;

/**
 * One thing to look at.
 *
 * @param html of its text, safe to show
 */
public record WaitingLine(Waiting waiting, String html) {}
