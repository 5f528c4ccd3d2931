package dev.millrace.language;

import static dev.millrace.language.Turn.Speaker.AGENT;
import static dev.millrace.language.Turn.Speaker.CUSTOMER;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sentence of a conversation, and what it has about it that may make it worth keeping.
 *
 * @param traits how strongly, 0…1, it has each
 * @param words that mean something, in lower case
 */
record Statement(Turn.Speaker by, String sentence, Map<Trait, Float> traits, Set<String> words) {

    /** What a sentence may have about it; the weights of all are in {@code language/summary-weights.txt}. */
    enum Trait {
        BY_CUSTOMER,
        IN_FIRST_MESSAGE,
        OPENS_CONVERSATION,
        IN_LAST_ANSWER,
        IN_LAST_WORD_OF_CUSTOMER,
        EARLY_IN_MESSAGE,
        LAST_OF_MESSAGE,
        LONG,
        SHORT,
        A_QUESTION,
        HOLDS_NUMBER,
        TOLD_BY_CUSTOMER_AS_TROUBLE,
        TOLD_BY_CUSTOMER_AS_WISH,
        TOLD_BY_AGENT_AS_DONE,
        CONFIRMED,
        COURTESY,
        ASKING,
        ABOUT_WHAT_ALL_TALK_OF
    }

    private enum Cue {
        TROUBLE,
        WISH,
        DONE,
        CONFIRMED,
        COURTESY,
        ASKING
    }

    private static final int ENOUGH = 20_000;
    private static final Phrases<Cue> CUES = cues();

    static List<Statement> of(List<Turn> turns) {
        var sentences =
                turns.stream().map(turn -> Sentences.of(turn.text(), ENOUGH)).toList();
        var common = common(sentences);
        var statements = new ArrayList<Statement>();
        for (var turn = 0; turn < turns.size(); turn++) {
            for (var at = 0; at < sentences.get(turn).size(); at++) {
                statements.add(at(turns, turn, sentences.get(turn), at, common));
            }
        }
        return statements;
    }

    private static Statement at(List<Turn> turns, int turn, List<String> message, int at, Map<String, Integer> common) {
        var sentence = message.get(at);
        var by = turns.get(turn).by();
        var words = Word.in(sentence);
        var meaning = meaning(sentence);
        var cues = cues(words);
        var traits = new EnumMap<Trait, Float>(Trait.class);
        has(traits, Trait.BY_CUSTOMER, by == CUSTOMER);
        has(traits, Trait.IN_FIRST_MESSAGE, turn == 0);
        has(traits, Trait.OPENS_CONVERSATION, turn == 0 && at < 2);
        has(traits, Trait.IN_LAST_ANSWER, by == AGENT && isLast(turns, turn));
        has(traits, Trait.IN_LAST_WORD_OF_CUSTOMER, turn > 0 && by == CUSTOMER && isLast(turns, turn));
        traits.put(Trait.EARLY_IN_MESSAGE, 1f / (1 + at));
        has(traits, Trait.LAST_OF_MESSAGE, at > 0 && at == message.size() - 1);
        traits.put(Trait.LONG, Math.min(1, words.size() / 20f));
        has(traits, Trait.SHORT, words.size() < 4);
        has(traits, Trait.A_QUESTION, sentence.endsWith("?"));
        has(traits, Trait.HOLDS_NUMBER, sentence.codePoints().anyMatch(Character::isDigit));
        has(traits, Trait.TOLD_BY_CUSTOMER_AS_TROUBLE, by == CUSTOMER && cues.contains(Cue.TROUBLE));
        has(traits, Trait.TOLD_BY_CUSTOMER_AS_WISH, by == CUSTOMER && cues.contains(Cue.WISH));
        has(traits, Trait.TOLD_BY_AGENT_AS_DONE, by == AGENT && cues.contains(Cue.DONE));
        has(traits, Trait.CONFIRMED, cues.contains(Cue.CONFIRMED));
        has(traits, Trait.COURTESY, cues.contains(Cue.COURTESY));
        has(traits, Trait.ASKING, cues.contains(Cue.ASKING));
        var shared = meaning.stream()
                .filter(word -> common.getOrDefault(word, 0) > 1)
                .count();
        traits.put(Trait.ABOUT_WHAT_ALL_TALK_OF, Math.min(1, shared / 4f));
        return new Statement(by, sentence, traits, meaning);
    }

    private static void has(Map<Trait, Float> traits, Trait trait, boolean has) {
        traits.put(trait, has ? 1f : 0f);
    }

    private static boolean isLast(List<Turn> turns, int turn) {
        return turns.stream()
                .skip(turn + 1)
                .noneMatch(later -> later.by() == turns.get(turn).by());
    }

    /** In how many sentences each word stands. */
    private static Map<String, Integer> common(List<List<String>> messages) {
        var common = new HashMap<String, Integer>();
        messages.forEach(message ->
                message.forEach(sentence -> meaning(sentence).forEach(word -> common.merge(word, 1, Integer::sum))));
        return common;
    }

    private static Set<String> meaning(String sentence) {
        return Word.in(sentence).stream()
                .map(Word::text)
                .filter(KeyPhrases::tells)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Cue> cues(List<Word> words) {
        var cues = new HashSet<Cue>();
        for (var at = 0; at < words.size(); at++) {
            CUES.at(words, at).ifPresent(found -> cues.add(found.meaning()));
        }
        return cues;
    }

    private static Phrases<Cue> cues() {
        var cues = new Phrases<Cue>();
        for (var line : Lines.of("language/summary-cues.txt")) {
            var parts = line.split(" ", 2);
            for (var phrase : parts[1].split("\\s*\\|\\s*")) {
                cues.add(phrase, Cue.valueOf(parts[0]));
            }
        }
        return cues;
    }
}
