package dev.millrace.language;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells which of a desk's languages a text is written in, also when it is one short sentence; says nothing when unsure.
 *
 * <p>Letters speak through the OpenNLP language detector (model jar 1.3.0, Apache-2.0, trained on the Leipzig corpora,
 * 103 languages, 34 MB of memory, read at first use), small words through {@code language/small-words.txt}. Any
 * thread may ask. How well it does: docs/texts.md.
 */
public final class LanguageId {

    /** A longer text is in the language of its beginning. */
    private static final int ENOUGH = 2_000;

    private static final int FEWEST_LETTERS = 4;
    private static final double SURE = .65;

    /** Share that the desk's languages must have among all: a Russian message at a desk of German and English is neither. */
    private static final double AT_HOME = .05;

    /** The detector's probabilities are flat: log-probabilities times this times letters^¼ are calibrated on UI texts. */
    private static final double LETTERS = 7;

    private static final double WORDS = 2.5;

    private final Set<String> languages;

    /** Of the given languages (ISO 639-1), those that the detector does not know are never answered. */
    public LanguageId(Collection<String> languages) {
        this.languages = languages.stream().map(LanguageId::canonical).collect(toUnmodifiableSet());
    }

    /** All languages that can be told apart, in ISO 639-1. */
    public static Set<String> known() {
        return Set.copyOf(Detector.CODES.values());
    }

    /** Empty when the text is too short, in none of the languages, or could be in several. */
    public Optional<Detected> of(String text) {
        var prose = Prose.withoutCodes(text, ENOUGH).toLowerCase(Locale.ROOT);
        var letters = prose.codePoints().filter(Character::isLetter).count();
        if (letters < FEWEST_LETTERS && prose.codePoints().noneMatch(Character::isIdeographic)) {
            return Optional.empty();
        }
        var shares = shares(prose, letters);
        var home =
                languages.stream().mapToDouble(l -> shares.getOrDefault(l, 0.)).sum();
        return home < AT_HOME
                ? Optional.empty()
                : languages.stream()
                        .map(l -> new Detected(l, shares.getOrDefault(l, 0.) / home))
                        .filter(detected -> detected.confidence() >= SURE)
                        .findAny();
    }

    /** Of all known languages, adding up to 1. */
    private static Map<String, Double> shares(String prose, long letters) {
        var scores = new HashMap<String, Double>();
        for (var guess : Detector.guesses(prose)) {
            var language = Detector.CODES.get(guess.getLang());
            if (language != null) {
                var score = LETTERS * Math.pow(letters, .25) * Math.log(Math.max(guess.getConfidence(), 1e-9));
                scores.merge(language, score, Math::max);
            }
        }
        SmallSigns.votes(prose).forEach((language, votes) -> scores.merge(language, WORDS * votes, Double::sum));
        return softmax(scores);
    }

    private static Map<String, Double> softmax(Map<String, Double> scores) {
        var best =
                scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        scores.replaceAll((_, score) -> Math.exp(score - best));
        var sum = scores.values().stream().mapToDouble(Double::doubleValue).sum();
        scores.replaceAll((_, share) -> share / sum);
        return scores;
    }

    private static String canonical(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return Set.of("nb", "nn").contains(language) ? "no" : language;
    }

    /** OpenNLP's model, loaded when first asked. */
    private static final class Detector {

        private static final LanguageDetectorModel MODEL = load();

        /** The model speaks ISO 639-3, and of some languages in several kinds. */
        private static final Map<String, String> KINDS = Map.of(
                "cmn", "zh", "nan", "zh", "nob", "no", "nno", "no", "ekk", "et", "lvs", "lv", "pes", "fa", "pnb", "pa");

        static final Map<String, String> CODES = codes();

        static Language[] guesses(String prose) {
            return new LanguageDetectorME(MODEL).predictLanguages(prose);
        }

        private static Map<String, String> codes() {
            var twoLetters = Arrays.stream(Locale.getISOLanguages())
                    .collect(
                            toUnmodifiableMap(l -> Locale.of(l).getISO3Language(), LanguageId::canonical, (a, _) -> a));
            return Arrays.stream(new LanguageDetectorME(MODEL).getSupportedLanguages())
                    .filter(code -> KINDS.containsKey(code) || twoLetters.containsKey(code))
                    .collect(toUnmodifiableMap(
                            code -> code,
                            code -> Objects.requireNonNull(KINDS.getOrDefault(code, twoLetters.get(code)))));
        }

        private static LanguageDetectorModel load() {
            try (var model = LanguageId.class.getResourceAsStream("/langdetect-183.bin")) {
                return new LanguageDetectorModel(Objects.requireNonNull(model, "opennlp-models-langdetect"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
