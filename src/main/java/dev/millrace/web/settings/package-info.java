/** How the desk works, changed in a browser by those who may. */
@NullMarked
package dev.millrace.web.settings;

import org.jspecify.annotations.NullMarked;
