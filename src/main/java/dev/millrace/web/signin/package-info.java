/** Coming in and going out: signing in, accepting an invitation, choosing a new password. */
@NullMarked
package dev.millrace.web.signin;

import org.jspecify.annotations.NullMarked;
