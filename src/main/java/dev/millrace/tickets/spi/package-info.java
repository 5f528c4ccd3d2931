/** Where other modules plug into tickets. */
@NamedInterface("spi")
@NullMarked
package dev.millrace.tickets.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
