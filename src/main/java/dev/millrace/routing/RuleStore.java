package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Rules and their versions as rows. */
@Component
class RuleStore {

    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private static final String RULE = """
            select r.id, r.position, r.enabled, r.created_at as born_at, r.archived_at,
                   v.rule_id, v.version, v.name, v.criteria, v.changes, v.stop, v.created_at, v.created_by
              from routing.rule r
              join routing.rule_version v on v.rule_id = r.id and v.version = r.version
            """;

    private record Key(UUID rule, int version) {}

    private record Listed(Key key, int position, Instant bornAt) {}

    private final Map<Key, RuleVersion> read = new ConcurrentHashMap<>();
    private final JdbcClient db;

    RuleStore(JdbcClient db) {
        this.db = db;
    }

    /** One writer of the list at a time, so that positions and the limit hold; who reads does not wait. */
    void lockList() {
        db.sql("lock table routing.rule in share row exclusive mode").update();
    }

    List<Rule> all() {
        return db.sql(RULE + " where r.archived_at is null order by r.position")
                .query(RuleStore::rule)
                .list();
    }

    Optional<Rule> find(RuleId id) {
        return db.sql(RULE + " where r.id = :id")
                .param("id", id.value())
                .query(RuleStore::rule)
                .optional();
    }

    /** The rules to ask, in order. A version never changes, so what was read of it once is not read again. */
    List<Rule> enabled() {
        var listed = db.sql("""
                select id, version, position, created_at
                  from routing.rule
                 where enabled
                   and archived_at is null
                 order by position
                """)
                .query((row, _) -> new Listed(
                        new Key(row.getObject("id", UUID.class), row.getInt("version")),
                        row.getInt("position"),
                        instant(row, "created_at")))
                .list();
        read.keySet().retainAll(listed.stream().map(Listed::key).toList());
        return listed.stream()
                .map(each -> new Rule(
                        new RuleId(each.key().rule()),
                        each.position(),
                        true,
                        read.computeIfAbsent(each.key(), this::read),
                        each.bornAt(),
                        null))
                .toList();
    }

    private RuleVersion read(Key key) {
        return version(new RuleId(key.rule()), key.version()).orElseThrow();
    }

    List<RuleVersion> versions(RuleId id) {
        return db.sql("select * from routing.rule_version where rule_id = :id order by version desc")
                .param("id", id.value())
                .query(RuleStore::version)
                .list();
    }

    Optional<RuleVersion> version(RuleId id, int number) {
        return db.sql("select * from routing.rule_version where rule_id = :id and version = :version")
                .param("id", id.value())
                .param("version", number)
                .query(RuleStore::version)
                .optional();
    }

    boolean isTaken(String name, RuleId by) {
        return db.sql("""
                select exists (
                    select from routing.rule where lower(name) = lower(:name) and archived_at is null and id <> :by)
                """)
                .param("name", name)
                .param("by", by.value())
                .query(Boolean.class)
                .single();
    }

    /** Below all others, switched off. */
    void insert(RuleId id, RuleText text, Instant at) {
        db.sql("""
                insert into routing.rule (id, name, version, position, created_at)
                select :id, :name, 0, coalesce(max(position), 0) + 1, :at
                  from routing.rule
                 where archived_at is null
                """)
                .param("id", id.value())
                .param("name", text.name())
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** The next version, which holds from now on. */
    void write(RuleId id, RuleText text, Instant at, PersonId by) {
        db.sql("""
                  with next as (
                update routing.rule
                   set version = version + 1,
                       name    = :name
                 where id = :id
             returning id, version)
                insert into routing.rule_version (rule_id, version, name, criteria, changes, stop, created_at, created_by)
                select id, version, :name, cast(:criteria as jsonb), cast(:changes as jsonb), :stop, :at, :by
                  from next
                """)
                .param("id", id.value())
                .param("name", text.name())
                .param("criteria", Json.mapper().writerFor(Criteria.class).writeValueAsString(text.criteria()))
                .param("changes", Json.mapper().writerFor(CHANGES).writeValueAsString(text.changes()))
                .param("stop", text.stop())
                .param("at", at.atOffset(UTC))
                .param("by", by.value())
                .update();
    }

    void order(List<RuleId> ids) {
        db.sql("""
                update routing.rule r
                   set position = place.nth
                  from unnest(:ids) with ordinality as place (id, nth)
                 where r.id = place.id
                """)
                .param("ids", ids.stream().map(RuleId::value).toArray(UUID[]::new))
                .update();
    }

    void enable(RuleId id, boolean enabled) {
        db.sql("update routing.rule set enabled = :enabled where id = :id")
                .param("id", id.value())
                .param("enabled", enabled)
                .update();
    }

    void archive(RuleId id, Instant at) {
        db.sql("update routing.rule set archived_at = :at, enabled = false where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .update();
    }

    private static Rule rule(ResultSet row, int nth) throws SQLException {
        return new Rule(
                new RuleId(row.getObject("id", UUID.class)),
                row.getInt("position"),
                row.getBoolean("enabled"),
                version(row, nth),
                instant(row, "born_at"),
                row.getObject("archived_at") == null ? null : instant(row, "archived_at"));
    }

    private static RuleVersion version(ResultSet row, int nth) throws SQLException {
        var by = row.getObject("created_by", UUID.class);
        return new RuleVersion(
                new RuleId(row.getObject("rule_id", UUID.class)),
                row.getInt("version"),
                new RuleText(
                        row.getString("name"),
                        Json.read(row.getString("criteria"), Criteria.class),
                        changes(row.getString("changes")),
                        row.getBoolean("stop")),
                instant(row, "created_at"),
                person(by));
    }

    private static List<Change> changes(String json) {
        return Json.mapper().readValue(json, CHANGES);
    }

    private static @Nullable PersonId person(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
