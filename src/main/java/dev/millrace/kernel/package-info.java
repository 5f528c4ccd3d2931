/**
 * The ground every module stands on: ids, the clock, refusals, slices, settings and their audit, secrets, files, live
 * announcements between nodes, workers and timed jobs, and the embedded PostgreSQL.
 *
 * <p>Nothing here knows what a ticket is.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.millrace.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
