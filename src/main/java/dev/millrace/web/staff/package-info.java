/** Who is here, who got what, who knows what: the pages about those who work at the desk. */
@NullMarked
package dev.millrace.web.staff;

import org.jspecify.annotations.NullMarked;
