/** Looking for tickets and people by what somebody remembers of them. */
@NullMarked
package dev.millrace.web.search;

import org.jspecify.annotations.NullMarked;
