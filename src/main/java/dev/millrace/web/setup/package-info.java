/** The wizard of an empty desk: who owns it, what the company is called, where its mail comes from. */
@NullMarked
package dev.millrace.web.setup;

import org.jspecify.annotations.NullMarked;
