/** The help centre as whoever comes by sees it: server-rendered, found by search engines, and no script needed. */
@NullMarked
package dev.millrace.web.help;

import org.jspecify.annotations.NullMarked;
