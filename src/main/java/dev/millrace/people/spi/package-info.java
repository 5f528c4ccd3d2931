/** What another module plugs in so that people get their letters. */
@NamedInterface("spi")
@NullMarked
package dev.millrace.people.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
