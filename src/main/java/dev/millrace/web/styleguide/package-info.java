/** A page that shows every token and component in every state: the visual test of the design. */
@NullMarked
package dev.millrace.web.styleguide;

import org.jspecify.annotations.NullMarked;
