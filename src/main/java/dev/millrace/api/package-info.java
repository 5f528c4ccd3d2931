/**
 * The JSON API under {@code /api/v1}: what programs may ask of the desk. Errors are problem details (RFC 9457) that name
 * the field; lists are slices with a cursor; writes may carry an {@code Idempotency-Key}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "mail",
            "people",
            "tickets",
            "replies",
            "routing",
            "intake",
            "notices",
            "knowledge"
        })
@NullMarked
package dev.millrace.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
