package dev.millrace.web.rules;

import dev.millrace.routing.RuleId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule's form on a page.
 *
 * @param id the rule it changes; null while there is none yet
 */
public record RuleEditor(@Nullable RuleId id, RuleForm form, RuleValues values, Map<String, String> errors) {

    /** Where the form is sent. */
    public String action() {
        return id == null ? "/settings/rules" : "/settings/rules/" + id;
    }
}
