/**
 * Understanding of text, on this machine's processor: no network, no key, no database.
 *
 * <p>Reading starts at {@link dev.millrace.language.Embedder}, which turns a text into a vector once; everything else works
 * on such a {@link dev.millrace.language.Read}. Sorting starts at {@link dev.millrace.language.Classifier}, which learns
 * {@link dev.millrace.language.Label}s and answers {@link dev.millrace.language.Guess}es.
 *
 * <p>What plain words tell without a model: {@link dev.millrace.language.LanguageId} and {@link
 * dev.millrace.language.UrgencyText}; how somebody feels: {@link dev.millrace.language.Sentiment}.
 *
 * <p>The models, their sources, licences, shapes and measured figures are in {@code docs/texts.md}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.millrace.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
