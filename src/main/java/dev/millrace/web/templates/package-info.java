/**
 * The library of templates: what there is, how one is written, approved of and changed. Start at {@link
 * dev.millrace.web.templates.TemplateForm} for what is typed. How one is put into an answer is in {@code web.ticket}.
 */
@NullMarked
package dev.millrace.web.templates;

import org.jspecify.annotations.NullMarked;
