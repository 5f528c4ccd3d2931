/** Where other modules plug into mail: who takes what arrives, and who is told how a sent mail fared. */
@NamedInterface("spi")
@NullMarked
package dev.millrace.mail.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
