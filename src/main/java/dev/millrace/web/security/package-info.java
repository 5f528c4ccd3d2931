/**
 * Who may do what over HTTP. Start at {@link dev.millrace.web.security.Routes}, the one table of all addresses and what each asks for;
 * an address that is not in it is closed.
 */
@NullMarked
package dev.millrace.web.security;

import org.jspecify.annotations.NullMarked;
