package dev.millrace.web.rules;

import dev.millrace.routing.RuleVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version in a rule's history: whose it is and what it changed. */
public record VersionLine(RuleVersion version, @Nullable String author, List<RuleWords.Difference> differences) {}
