package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Realtime;
import dev.millrace.language.AsYouType;
import dev.millrace.language.Document;
import dev.millrace.language.Embedder;
import dev.millrace.language.Halves;
import dev.millrace.language.Match;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the right template: for words that somebody types, by words and meaning; for a ticket, by meaning and by what was sent
 * to the resolved tickets that are most like it. Without any history the texts alone decide.
 */
@Component
public class Suggestions {

    private static final Duration LOOKING_BACK = Duration.ofDays(365);
    private static final int MOST_PAST = 4_000;
    private static final int NEAREST = 15;

    /** Below this cosine a past ticket asked something else. */
    private static final float ALIKE = .72f;

    /** A history of so many nearest counts as much as it ever will. */
    private static final double ENOUGH = 4;

    /** A ticket that is resolved is learned from within this time. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private static final double LEARNED = .6;
    private static final double FITS = .22;

    /** A template, how well it fits, and how many of the nearest past tickets it helped. */
    public record Likely(Template template, double score, int helped) {}

    private record Past(TemplateId template, float[] vector) {}

    private final Templates templates;
    private final Questions questions;
    private final Embedder embedder;
    private final JdbcClient db;
    private final Clock clock;
    private final ReentrantLock building = new ReentrantLock();
    private volatile List<Document> indexed = List.of();
    private volatile @Nullable AsYouType index;
    private volatile @Nullable List<Past> past;
    private volatile Instant readAt = Instant.EPOCH;

    Suggestions(
            Templates templates,
            Questions questions,
            Embedder embedder,
            JdbcClient db,
            Realtime realtime,
            Clock clock) {
        this.templates = templates;
        this.questions = questions;
        this.embedder = embedder;
        this.db = db;
        this.clock = clock;
        realtime.listen(Insertions.TOPIC, _ -> past = null);
    }

    /** What fits the words typed so far, the best first; without words all, by name. */
    public List<Template> search(String typed, SignedIn who) {
        var usable = templates.usable(who);
        var query = typed.strip();
        if (query.isEmpty()) {
            return usable.stream()
                    .sorted(Comparator.comparing(
                                    (Template template) -> template.place().folder())
                            .thenComparing(Template::name))
                    .toList();
        }
        var byId = byId(usable);
        return index().find(query.substring(0, Math.min(200, query.length()))).stream()
                .filter(match -> match.score() > .05 && byId.containsKey(match.id()))
                .map(match -> byId.get(match.id()))
                .toList();
    }

    /** The most likely for a ticket, at most so many and only those that fit at all. */
    public List<Likely> of(Ticket ticket, SignedIn who, int most) {
        var byId = byId(templates.usable(who));
        if (byId.isEmpty()) {
            return List.of();
        }
        var vector = questions.vector(ticket);
        var texts = index().find(questions.text(ticket), vector).stream()
                .collect(Collectors.toMap(Match::id, Match::score));
        var votes = new HashMap<String, Double>();
        var helped = new HashMap<String, Integer>();
        var all = 0.0;
        var nearest = 0;
        for (var one : nearest(vector)) {
            if (byId.containsKey(one.getKey())) {
                votes.merge(one.getKey(), one.getValue(), Double::sum);
                helped.merge(one.getKey(), 1, Integer::sum);
                all += one.getValue();
                nearest++;
            }
        }
        var learned = LEARNED * Math.min(1, nearest / ENOUGH);
        var likely = new ArrayList<Likely>();
        for (var template : byId.entrySet()) {
            var voted = all == 0 ? 0 : votes.getOrDefault(template.getKey(), 0.0) / all;
            var score = learned * voted + (1 - learned) * texts.getOrDefault(template.getKey(), 0.0);
            if (score >= FITS * (1 - learned / 2)) {
                likely.add(new Likely(template.getValue(), score, helped.getOrDefault(template.getKey(), 0)));
            }
        }
        return likely.stream()
                .sorted(Comparator.comparing(Likely::score).reversed())
                .limit(most)
                .toList();
    }

    /** The past tickets most like it, as the template that was sent and how near the ticket is. */
    private List<Map.Entry<String, Double>> nearest(float[] vector) {
        return past().stream()
                .map(one -> Map.entry(one.template().toString(), (double) cosine(one.vector(), vector)))
                .filter(one -> one.getValue() >= ALIKE)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(NEAREST)
                .map(one -> Map.entry(one.getKey(), one.getValue() - ALIKE + .02))
                .toList();
    }

    private List<Past> past() {
        var known = past;
        if (known != null && readAt.plus(FRESH).isAfter(clock.instant())) {
            return known;
        }
        readAt = clock.instant();
        var read = db.sql("""
                select i.template_id, i.vector
                  from replies.insertion i
                  join tickets.ticket t on t.id = i.ticket_id
                 where i.message_id is not null
                   and i.sent_at > :since
                   and i.model = :model
                   and t.status in ('solved', 'closed')
                 order by i.sent_at desc
                 limit :most
                """)
                .param("since", clock.instant().minus(LOOKING_BACK).atOffset(UTC))
                .param("model", embedder.model())
                .param("most", MOST_PAST)
                .query((row, _) -> new Past(
                        new TemplateId(row.getObject("template_id", UUID.class)), Halves.read(row.getBytes("vector"))))
                .list();
        past = read;
        return read;
    }

    /** Of everybody's templates, since embedding them is what takes time; who may see which is decided for each search. */
    private AsYouType index() {
        var documents = templates.everybodys().stream()
                .filter(Template::usable)
                .map(template -> new Document(
                        template.id().toString(),
                        template.name(),
                        template.text().whole().replaceAll("\\{\\{.*?}}", " ")))
                .toList();
        building.lock();
        try {
            var known = index;
            if (known == null || !documents.equals(indexed)) {
                known = known == null ? AsYouType.of(embedder, documents) : known.with(documents);
                index = known;
                indexed = documents;
            }
            return known;
        } finally {
            building.unlock();
        }
    }

    private static Map<String, Template> byId(List<Template> all) {
        return all.stream().collect(Collectors.toMap(template -> template.id().toString(), template -> template));
    }

    private static float cosine(float[] a, float[] b) {
        var sum = 0f;
        for (var i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
