/** Pages about what the desk has learned: what it asks, how often it is right, and how far it may act by itself. */
@NullMarked
package dev.millrace.web.sorting;

import org.jspecify.annotations.NullMarked;
