/**
 * Whole desks in processes of their own, killed while mail pours in. Start at {@link dev.millrace.crash.DeskCrashTest};
 * {@code bench/crash} runs the same for as many rounds as one has patience for.
 */
@NullMarked
package dev.millrace.crash;

import org.jspecify.annotations.NullMarked;
