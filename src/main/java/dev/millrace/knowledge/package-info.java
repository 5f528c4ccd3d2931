/**
 * What the desk has answered once and for all: articles that customers find before they write, and that agents send.
 *
 * <p>Start at {@link dev.millrace.knowledge.Articles} for how an article is written, approved and published, {@link
 * dev.millrace.knowledge.HelpCentre} for what a visitor may read of it, {@link dev.millrace.knowledge.KnowledgeSearch} for how
 * questions find their answer, {@link dev.millrace.knowledge.Figures} for what comes of it, {@link
 * dev.millrace.knowledge.Deflections} for tickets that were avoided, {@link dev.millrace.knowledge.Markdown} for how it
 * looks.
 */
@ApplicationModule(allowedDependencies = {"kernel", "people", "tickets", "tickets :: spi", "language", "learning"})
@NullMarked
package dev.millrace.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
