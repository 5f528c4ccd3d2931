package dev.millrace.web.settings;

import dev.millrace.replies.Template;
import org.jspecify.annotations.Nullable;

/** A version of a template and the name of who wrote it, null for the desk itself. */
public record TemplateLine(Template template, @Nullable String author) {}
