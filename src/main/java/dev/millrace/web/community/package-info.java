/** The forum's pages: where customers help each other, and where those who work here keep order. */
@NullMarked
package dev.millrace.web.community;

import org.jspecify.annotations.NullMarked;
