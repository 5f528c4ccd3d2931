/**
 * Where customers help each other, and those who work here help along.
 *
 * <p>Start at {@link dev.millrace.community.Topics} for what people may do, {@link dev.millrace.community.TopicList} for what
 * they find, {@link dev.millrace.community.Moderation} for who keeps it clean.
 */
@ApplicationModule(allowedDependencies = {"kernel", "people", "tickets", "knowledge"})
@NullMarked
package dev.millrace.community;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
