/**
 * Sorts new tickets: what was learned and an ordered list of rules, each a condition and what it changes.
 *
 * <p>Start at {@link dev.millrace.routing.RuleText} for what a rule can say, {@link dev.millrace.routing.Rules} for what
 * may be asked, {@link dev.millrace.routing.RuleBook} for how a ticket meets the rules, {@link
 * dev.millrace.routing.Sorter} for when. Rules that wait for something to happen are {@link
 * dev.millrace.routing.EventRules}, those that wait for time to pass {@link dev.millrace.routing.TimedRules}.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "people", "replies", "tickets", "tickets :: spi", "language", "learning"})
@NullMarked
package dev.millrace.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
