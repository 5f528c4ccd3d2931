/**
 * The pages: everything a person sees in a browser. Nothing depends on this package.
 *
 * <p>Start at {@link dev.millrace.web.Shell} for what surrounds every page, {@link dev.millrace.web.Texts} for its words, and
 * {@code docs/design.md} for how to build one. Each area of the product has its own package below this one.
 */
@ApplicationModule(displayName = "Web")
@NullMarked
package dev.millrace.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
