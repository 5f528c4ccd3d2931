/**
 * Fenwick Bikes, a small company that has used the desk for eight weeks: seven people, their customers, and what these
 * wrote, through the same doors as real mail, with the clock moved back.
 *
 * <p>Start at {@link dev.millrace.demo.EightWeeks}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "mail",
            "people",
            "tickets",
            "knowledge",
            "community",
            "replies",
            "routing",
            "intake",
            "notices"
        })
@NullMarked
package dev.millrace.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
