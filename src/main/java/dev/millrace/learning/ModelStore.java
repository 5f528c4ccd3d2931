package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import dev.millrace.learning.Model.Figures;
import dev.millrace.learning.Model.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Versions of what was learned, as rows. */
@Component
class ModelStore {

    private static final int SHOWN = 50;
    private static final int KEPT = 20;

    private final JdbcClient db;

    ModelStore(JdbcClient db) {
        this.db = db;
    }

    /** The version that serves each field, on every node the same. */
    Map<Learned, Integer> serving() {
        var serving = new EnumMap<Learned, Integer>(Learned.class);
        db.sql("select field, version from learning.serving")
                .query((row, _) -> Map.entry(Learned.of(row.getString("field")), row.getInt("version")))
                .list()
                .forEach(each -> serving.put(each.getKey(), each.getValue()));
        return serving;
    }

    Optional<Model> find(Learned field, int version) {
        return db.sql("select * from learning.model where field = :field and version = :version")
                .param("field", field.word())
                .param("version", version)
                .query(ModelStore::model)
                .optional();
    }

    /** Latest first. */
    List<Model> versions(Learned field) {
        return db.sql("""
                select field, version, kind, labels, examples, figures, made_at
                  from learning.model
                 where field = :field
                 order by version desc
                 limit :shown
                """)
                .param("field", field.word())
                .param("shown", SHOWN)
                .query(ModelStore::model)
                .list();
    }

    byte[] weights(Learned field, int version) {
        return db.sql("select weights from learning.model where field = :field and version = :version")
                .param("field", field.word())
                .param("version", version)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    boolean hasWeights(Learned field, int version) {
        return db.sql("""
                select exists (
                    select from learning.model where field = :field and version = :version and weights is not null)
                """)
                .param("field", field.word())
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    /** What the newest version was made from, whether it serves or not. */
    Optional<Basis> basis(Learned field) {
        return db.sql("""
                select labels, names, examples
                  from learning.model
                 where field = :field
                 order by version desc
                 limit 1
                """)
                .param("field", field.word())
                .query((row, _) -> new Basis(row.getInt("labels"), row.getString("names"), row.getInt("examples")))
                .optional();
    }

    boolean pinned(Learned field) {
        return db.sql("select exists (select from learning.serving where field = :field and pinned)")
                .param("field", field.word())
                .query(Boolean.class)
                .single();
    }

    /** The next version; it does not serve yet. */
    Model add(Learned field, Kind kind, Basis basis, Figures figures, byte[] weights, Instant at) {
        return db.sql("""
                insert into learning.model (field, version, kind, labels, names, examples, figures, weights, made_at)
                select :field, coalesce(max(version), 0) + 1, :kind, :labels, :names, :examples, cast(:figures as jsonb),
                       :weights, :at
                  from learning.model
                 where field = :field
                returning *
                """)
                .param("field", field.word())
                .param("kind", kind.word())
                .param("labels", basis.labels())
                .param("names", basis.names())
                .param("examples", basis.examples())
                .param("figures", Json.write(figures))
                .param("weights", weights)
                .param("at", at.atOffset(UTC))
                .query(ModelStore::model)
                .single();
    }

    void serve(Learned field, int version, boolean pinned, Instant at) {
        db.sql("""
                insert into learning.serving (field, version, pinned, since)
                values (:field, :version, :pinned, :at)
                    on conflict (field) do update
                   set version = excluded.version, pinned = excluded.pinned, since = excluded.since
                """)
                .param("field", field.word())
                .param("version", version)
                .param("pinned", pinned)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** Their figures are kept; nobody goes back further than that. */
    void forgetOldWeights(Learned field) {
        db.sql("""
                update learning.model m
                   set weights = null
                 where m.field = :field
                   and m.weights is not null
                   and m.version <= (select max(version) from learning.model where field = :field) - :kept
                   and not exists (select from learning.serving s where s.field = m.field and s.version = m.version)
                """).param("field", field.word()).param("kept", KEPT).update();
    }

    private static Model model(ResultSet row, int nth) throws SQLException {
        return new Model(
                Learned.of(row.getString("field")),
                row.getInt("version"),
                Kind.of(row.getString("kind")),
                row.getInt("labels"),
                row.getInt("examples"),
                Json.read(row.getString("figures"), Figures.class),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
