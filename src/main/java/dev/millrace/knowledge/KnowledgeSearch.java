package dev.millrace.knowledge;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.knowledge.PassageStore.Edition;
import dev.millrace.knowledge.PassageStore.Place;
import dev.millrace.knowledge.PassageStore.Said;
import dev.millrace.language.Embedder;
import dev.millrace.language.PassageIndex;
import dev.millrace.language.PassageIndex.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers a question with the passages that say it. Passages are cut when an article is published, with a vector each where
 * the language is English, which the model understands; in other languages words and runs of letters decide. Every node has all of
 * them in memory, takes up what has changed, and asks the rows last: an article that a visitor may not read is not found, whatever
 * memory says.
 */
@Component
public class KnowledgeSearch extends WithWorkers {

    private static final String UNDERSTOOD = "en";
    private static final int AT_ONCE = 32;
    private static final int MOST_REMEMBERED = 2_000;
    private static final int LONGEST_QUESTION = 300;

    /** To understand one takes a core some five milliseconds: beyond so many at once, questions are answered by their words alone. */
    private static final int MOST_AT_ONCE = 32;

    /** Measured on the demo's tickets and articles, where the best wrong one has .575: AnswersTest. */
    private static final double SURE = .585;

    /** Here two in fourteen were about something else. */
    private static final double LIKELY = .48;

    /** What was found, with words to be marked. */
    public record Hit(Listed article, Passage passage, double score) {}

    /**
     * @param anchor of the heading that it stands below; empty before the first
     * @param pieces of the text in their order
     */
    public record Passage(String anchor, String heading, List<Piece> pieces) {}

    /** @param sought whether somebody looked for it */
    public record Piece(String text, boolean sought) {}

    private final PassageStore store;
    private final Embedder embedder;
    private final Realtime realtime;
    private final Map<String, PassageIndex<ArticleId>> indexes = new ConcurrentHashMap<>();
    private final ReentrantLock one = new ReentrantLock();
    private final Semaphore understanding = new Semaphore(MOST_AT_ONCE);
    private volatile Map<Place, Edition> known = Map.of();

    private final Map<String, float[]> questions = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    KnowledgeSearch(PassageStore store, Embedder embedder, Realtime realtime) {
        this.store = store;
        this.embedder = embedder;
        this.realtime = realtime;
    }

    @Override
    protected List<Worker> begin() {
        return List.of(Worker.start("knowledge-search", Duration.ofSeconds(15), Duration.ofMillis(50), this::catchUp)
                .wokenBy(realtime, Articles.TOPIC));
    }

    /** Takes up some of what was published since; answers whether there may be more. */
    public boolean catchUp() {
        one.lock();
        try {
            var uncut = store.uncut(embedder.model(), AT_ONCE);
            // several at once: one keeps one core busy
            uncut.parallelStream()
                    .map(this::cut)
                    .toList()
                    .forEach(each -> store.put(each.version(), embedder.model(), each.texts(), each.vectors()));
            takeUp();
            return uncut.size() == AT_ONCE;
        } finally {
            one.unlock();
        }
    }

    /** The articles that answer best, the best first. */
    public List<Hit> find(String question, String language, Visitor visitor, int most) {
        return find(question, language, visitor, most, false);
    }

    /** As above, while the last word is still being typed. */
    public List<Hit> suggest(String beginning, String language, Visitor visitor, int most) {
        return find(beginning, language, visitor, most, true);
    }

    /**
     * Articles that answer what somebody writes to us, the best first: rather none than one that has nothing to do with it. Some say it
     * in the subject and some in the text, so each is asked.
     *
     * @param sure whether nobody looks before the customer does
     */
    public List<Hit> answers(String subject, String text, String language, Visitor visitor, int most, boolean sure) {
        var least = sure ? SURE : LIKELY;
        var best = new LinkedHashMap<ArticleId, Hit>();
        for (var question : List.of(subject, subject + " " + text)) {
            for (var hit : find(question, language, visitor, most, false)) {
                if (hit.score() >= least) {
                    best.merge(hit.article().id(), hit, (one, other) -> one.score() >= other.score() ? one : other);
                }
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(hit -> -hit.score()))
                .limit(most)
                .toList();
    }

    private List<Hit> find(String asked, String language, Visitor visitor, int most, boolean typing) {
        var question = plain(asked);
        if (question.isEmpty()) {
            return List.of();
        }
        var editions = known;
        var found = new ArrayList<Map.Entry<Place, Found<ArticleId>>>();
        indexes.forEach((spoken, index) -> index.find(
                        question,
                        spoken.equals(UNDERSTOOD) ? meaning(question) : null,
                        typing,
                        id -> isFor(editions, new Place(id, spoken), language, visitor),
                        most)
                .forEach(each -> found.add(Map.entry(new Place(each.key(), spoken), each))));
        found.sort(Comparator.comparingDouble(each -> -each.getValue().score()));
        var best = found.subList(0, Math.min(most, found.size()));
        return shown(best, language, visitor);
    }

    /** Each article in the visitor's language, or else in its first: as {@link HelpCentre} shows it. */
    private static boolean isFor(Map<Place, Edition> editions, Place place, String language, Visitor visitor) {
        var edition = editions.get(place);
        return edition != null
                && edition.isReadableBy(visitor)
                && (place.language().equals(language)
                        || place.language().equals(edition.first())
                                && !editions.containsKey(new Place(place.article(), language)));
    }

    private List<Hit> shown(List<Map.Entry<Place, Found<ArticleId>>> best, String language, Visitor visitor) {
        if (best.isEmpty()) {
            return List.of();
        }
        var shown = store.shown(
                best.stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().passage())),
                language,
                visitor);
        var hits = new ArrayList<Hit>();
        for (var each : best) {
            var one = shown.get(each.getKey());
            if (one != null) {
                hits.add(new Hit(
                        one.article(),
                        marked(one.said(), each.getValue().words()),
                        each.getValue().score()));
            }
        }
        return hits;
    }

    private static Passage marked(Said said, Set<String> words) {
        return new Passage(said.anchor(), said.heading(), Marks.of(said.text(), words));
    }

    /** Null where so many ask that this one would wait too long. */
    private float @Nullable [] meaning(String question) {
        var remembered = questions.get(question);
        if (remembered != null) {
            return remembered;
        }
        if (!understanding.tryAcquire()) {
            return null;
        }
        try {
            var vector = embedder.embed(List.of(question)).getFirst();
            questions.put(question, vector);
            return vector;
        } finally {
            understanding.release();
        }
    }

    private static String plain(String question) {
        var words = question.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return words.substring(0, Math.min(LONGEST_QUESTION, words.length()));
    }

    private record Cut(Version version, List<Said> texts, List<byte[]> vectors) {}

    /**
     * A version by itself, for the model rounds by what goes through it together: in other company the same passage would get another
     * vector, and its scores were not those that {@link #SURE} was measured by.
     */
    private Cut cut(Version version) {
        var texts = new ArrayList<Said>();
        if (!version.wording().summary().isBlank()) {
            texts.add(new Said("", "", version.wording().summary()));
        }
        Markdown.render(version.wording().body())
                .passages()
                .forEach(each -> texts.add(new Said(each.anchor(), each.heading(), each.text())));
        var title = version.wording().title();
        if (texts.isEmpty()) {
            texts.add(new Said("", "", title));
        }
        var vectors = version.language().equals(UNDERSTOOD)
                ? embedder
                        .embed(texts.stream()
                                .map(each -> title + "\n" + each.heading() + "\n" + each.text())
                                .toList())
                        .stream()
                        .map(PassageIndex::vector)
                        .toList()
                : List.<byte[]>of();
        return new Cut(version, texts, vectors);
    }

    /** What has changed in rows since the last time, changes in memory. */
    private void takeUp() {
        var before = known;
        var now = store.editions(embedder.model());
        var changed = new HashSet<Place>();
        now.forEach((place, edition) -> {
            var last = before.get(place);
            if (last == null || last.version() != edition.version()) {
                changed.add(place);
            }
        });
        store.texts(changed)
                .forEach((place, texts) -> indexes.computeIfAbsent(place.language(), _ -> new PassageIndex<>())
                        .put(place.article(), texts));
        before.keySet().stream().filter(place -> !now.containsKey(place)).forEach(place -> {
            var index = indexes.get(place.language());
            if (index != null) {
                index.remove(place.article());
            }
        });
        known = Map.copyOf(new HashMap<>(now));
    }
}
