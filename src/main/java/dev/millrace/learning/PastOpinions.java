package dev.millrace.learning;

import dev.millrace.kernel.Settings;
import dev.millrace.language.Classifier;
import dev.millrace.language.Read;
import dev.millrace.language.Sign;
import dev.millrace.tickets.TicketId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was thought of past tickets when they opened, or what a version would think of them today. */
@Component
public class PastOpinions {

    /**
     * One past ticket.
     *
     * @param kept what was thought of it then; without a field of which nothing was known then
     */
    public record Past(TicketId ticket, Map<Learned, Kept> kept, List<Sign> signs) {}

    /** An opinion without a judgement whether it was sure enough: that is what a replay changes. */
    public record Kept(int version, String value, double certainty, double known) {

        public Opinion at(double threshold) {
            return Opinion.of(version, value, certainty, known, threshold);
        }
    }

    private final JdbcClient db;
    private final Knowledge knowledge;
    private final ModelStore models;
    private final Settings settings;

    PastOpinions(JdbcClient db, Knowledge knowledge, ModelStore models, Settings settings) {
        this.db = db;
        this.knowledge = knowledge;
        this.models = models;
        this.settings = settings;
    }

    /** How sure each field's version must be under such a trust; the serving version where none is named. */
    public Map<Learned, Double> thresholds(Trust trust, Map<Learned, Integer> versions) {
        var thresholds = new EnumMap<Learned, Double>(Learned.class);
        var all = new EnumMap<Learned, Integer>(Learned.class);
        all.putAll(models.serving());
        all.putAll(versions);
        all.forEach((field, version) -> thresholds.put(
                field,
                trust.threshold(
                        models.find(field, version).orElseThrow().figures().outcomes())));
        return thresholds;
    }

    /** As it is today. */
    public Map<Learned, Double> thresholds() {
        return thresholds(settings.get(Trust.KEY), Map.of());
    }

    /** The versions that are to be asked anew, loaded once for a whole replay. */
    public Map<Learned, Classifier> classifiers(Map<Learned, Integer> versions) {
        var classifiers = new EnumMap<Learned, Classifier>(Learned.class);
        versions.forEach((field, version) -> classifiers.put(field, knowledge.classifier(field, version)));
        return classifiers;
    }

    public Map<TicketId, Past> of(Collection<TicketId> tickets) {
        var pasts = new HashMap<TicketId, Past>();
        db.sql("""
                select id as ticket_id, u.signs, p.field, p.version, p.value, p.probability, p.known
                  from unnest(:tickets) as id
                  left join learning.understanding u on u.ticket_id = id
                  left join learning.prediction p on p.ticket_id = id
                """)
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(row -> {
                    var id = new TicketId(row.getObject("ticket_id", UUID.class));
                    var signs = row.getString("signs");
                    var past = pasts.computeIfAbsent(
                            id, _ -> new Past(id, new EnumMap<>(Learned.class), Signs.read(signs)));
                    var field = row.getString("field");
                    if (field != null) {
                        past.kept()
                                .put(
                                        Learned.of(field),
                                        new Kept(
                                                row.getInt("version"),
                                                row.getString("value"),
                                                row.getDouble("probability"),
                                                row.getDouble("known")));
                    }
                });
        return pasts;
    }

    /** What other versions would think of some past tickets, from what was kept of their texts; of those only. */
    public Map<TicketId, Map<Learned, Kept>> anew(
            Map<TicketId, String> texts, Map<Learned, Classifier> classifiers, Map<Learned, Integer> versions) {
        var ids = new ArrayList<TicketId>();
        var reads = new ArrayList<Read>();
        db.sql("select ticket_id, vector from learning.understanding where ticket_id = any(:tickets)")
                .param("tickets", texts.keySet().stream().map(TicketId::value).toArray(UUID[]::new))
                .query(row -> {
                    var id = new TicketId(row.getObject("ticket_id", UUID.class));
                    ids.add(id);
                    reads.add(new Read(
                            Objects.requireNonNull(texts.get(id)),
                            Objects.requireNonNull(Vectors.read(row.getBytes("vector")))));
                });
        var anew = new HashMap<TicketId, Map<Learned, Kept>>();
        ids.forEach(id -> anew.put(id, new EnumMap<>(Learned.class)));
        classifiers.forEach((field, classifier) -> {
            var guesses = classifier.guess(reads);
            var version = Objects.requireNonNull(versions.get(field));
            for (var i = 0; i < ids.size(); i++) {
                var best = guesses.get(i).best();
                Objects.requireNonNull(anew.get(ids.get(i)))
                        .put(
                                field,
                                new Kept(
                                        version,
                                        best.label(),
                                        best.probability(),
                                        guesses.get(i).known()));
            }
        });
        return anew;
    }
}
