/** The rules in a browser: their list, each one's page with its editor, and what it would do. */
@NullMarked
package dev.millrace.web.rules;

import org.jspecify.annotations.NullMarked;
