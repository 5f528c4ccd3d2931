/** Everyone the desk knows, listed, searched and shown. */
@NullMarked
package dev.millrace.web.people;

import org.jspecify.annotations.NullMarked;
