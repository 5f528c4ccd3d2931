package dev.millrace.web.templates;

import dev.millrace.replies.Effect;
import dev.millrace.replies.Template;

/** A template in the list of what comes of each. */
public record EffectLine(Template template, Effect effect) {}
