/** What somebody who works here decides about themselves. */
@NullMarked
package dev.millrace.web.profile;

import org.jspecify.annotations.NullMarked;
