/** The agents' side of articles: the library, the editor and what keeps articles good. */
@NullMarked
package dev.millrace.web.articles;

import org.jspecify.annotations.NullMarked;
