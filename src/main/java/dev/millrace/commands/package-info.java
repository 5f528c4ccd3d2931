/**
 * What {@code java -jar millrace.jar COMMAND} understands; {@link dev.millrace.commands.CommandLine} lists it all.
 */
@ApplicationModule
@NullMarked
package dev.millrace.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
