/** The page of notices, and their number beside its link. */
@NullMarked
package dev.millrace.web.notices;

import org.jspecify.annotations.NullMarked;
