package dev.millrace.web.settings;

import dev.millrace.kernel.Audit;
import dev.millrace.web.Texts;
import org.jspecify.annotations.Nullable;

/** A change of a setting and the name of who made it, null for the desk itself. */
public record AuditLine(Audit.Entry entry, @Nullable String by) {

    /** What was done to what: "switched on the rule Money words". */
    public String what(Texts t) {
        return t.of("audit." + entry.what().replace('-', '_'), entry.subject());
    }
}
