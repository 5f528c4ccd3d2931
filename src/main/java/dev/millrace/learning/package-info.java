/**
 * What the desk learns from its own tickets: it reads each new one, says what it is about and how sure that is, asks when
 * it is not sure, and learns from the answers.
 *
 * <p>Start at {@link dev.millrace.learning.Reader} for how a ticket is read, {@link dev.millrace.learning.Training} for how
 * a new version of what is known comes about, {@link dev.millrace.learning.Reviews} for what people confirm and correct,
 * {@link dev.millrace.learning.Accuracy} for how often it was right. Who acts on it is {@code routing}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "people", "tickets", "language"})
@NullMarked
package dev.millrace.learning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
