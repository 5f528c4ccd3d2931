package dev.millrace.web.settings;

import dev.millrace.kernel.Audit;
import org.jspecify.annotations.Nullable;

/** A change of a setting and the name of who made it, null for the desk itself. */
public record AuditLine(Audit.Entry entry, @Nullable String by) {

    /** The name of the change as words: {@code agent.role-changed} is "agent role changed". */
    public String what() {
        return entry.what().replace('.', ' ').replace('-', ' ');
    }
}
