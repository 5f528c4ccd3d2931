package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Remembered;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.TicketId;
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
                   v.rule_id, v.version, v.name, v.moment, v.criteria, v.changes, v.follow_up, v.stop, v.created_at, v.created_by
              from routing.rule r
              join routing.rule_version v on v.rule_id = r.id and v.version = r.version
            """;

    private static final String TOPIC = "routing.rules";

    private record Key(UUID rule, int version) {}

    private record Listed(Key key, int position, Instant bornAt, Instant activeFrom) {}

    /**
     * A rule that is on.
     *
     * @param from what happened or was due before is not its business
     */
    record Active(Rule rule, Instant from) {}

    private final Map<Key, RuleVersion> read = new ConcurrentHashMap<>();
    private final JdbcClient db;
    private final Realtime realtime;
    private final Remembered<List<Active>> reminding;

    RuleStore(JdbcClient db, Realtime realtime) {
        this.db = db;
        this.realtime = realtime;
        this.reminding = new Remembered<>(
                realtime,
                TOPIC,
                () -> active(Moment.Lasts.class).stream()
                        .filter(active -> active.rule().text().followUp() != null)
                        .toList());
    }

    /** Those that are on and write to customers, from memory: each page of a ticket asks for them. */
    List<Active> reminding() {
        return reminding.get();
    }

    private void changed() {
        reminding.changes();
        realtime.announce(TOPIC, "");
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

    /** The rules to ask about tickets that open, in order. */
    List<Rule> enabled() {
        return active(Moment.Opens.class).stream().map(Active::rule).toList();
    }

    /** Those that are on for a kind of moment. A version never changes, so what was read of it once is not read again. */
    List<Active> active(Class<? extends Moment> kind) {
        var listed = db.sql("""
                select id, version, position, created_at, coalesce(active_from, created_at) as active_from
                  from routing.rule
                 where enabled
                   and archived_at is null
                 order by position
                """)
                .query((row, _) -> new Listed(
                        new Key(row.getObject("id", UUID.class), row.getInt("version")),
                        row.getInt("position"),
                        instant(row, "created_at"),
                        instant(row, "active_from")))
                .list();
        read.keySet().retainAll(listed.stream().map(Listed::key).toList());
        return listed.stream()
                .map(each -> new Active(rule(each), each.activeFrom()))
                .filter(active -> kind.isInstance(active.rule().text().moment()))
                .toList();
    }

    private Rule rule(Listed listed) {
        return new Rule(
                new RuleId(listed.key().rule()),
                listed.position(),
                true,
                read.computeIfAbsent(listed.key(), this::read),
                listed.bornAt(),
                null);
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

    /**
     * The next version, which holds from now on.
     *
     * @param anew whether it waits for something else than before
     */
    void write(RuleId id, RuleText text, boolean anew, Instant at, PersonId by) {
        db.sql("""
                  with next as (
                update routing.rule
                   set version     = version + 1,
                       name        = :name,
                       active_from = case when :anew then :at else active_from end
                 where id = :id
             returning id, version)
                insert into routing.rule_version (rule_id, version, name, moment, criteria, changes, follow_up, stop,
                                                  created_at, created_by)
                select id, version, :name, cast(:moment as jsonb), cast(:criteria as jsonb), cast(:changes as jsonb),
                       :followUp, :stop, :at, :by
                  from next
                """)
                .param("anew", anew)
                .param("moment", Json.mapper().writerFor(Moment.class).writeValueAsString(text.moment()))
                .param("followUp", text.followUp())
                .param("id", id.value())
                .param("name", text.name())
                .param("criteria", Json.mapper().writerFor(Criteria.class).writeValueAsString(text.criteria()))
                .param("changes", Json.mapper().writerFor(CHANGES).writeValueAsString(text.changes()))
                .param("stop", text.stop())
                .param("at", at.atOffset(UTC))
                .param("by", by.value())
                .update();
        changed();
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

    void enable(RuleId id, boolean enabled, Instant at) {
        db.sql("update routing.rule set enabled = :enabled, active_from = :at where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .param("enabled", enabled)
                .update();
        changed();
    }

    void archive(RuleId id, Instant at) {
        db.sql("update routing.rule set archived_at = :at, enabled = false where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .update();
        changed();
    }

    /** Answers whether it is the first time for this stay of the ticket. */
    boolean fire(Rule rule, TicketId ticket, Instant since, Instant at) {
        return db.sql("""
                insert into routing.fired (rule_id, ticket_id, since, version, at)
                values (:rule, :ticket, :since, :version, :at)
                    on conflict do nothing
                """)
                        .param("rule", rule.id().value())
                        .param("ticket", ticket.value())
                        .param("since", since.atOffset(UTC))
                        .param("version", rule.current().number())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean hasFired(Rule rule, TicketId ticket, Instant since) {
        return db.sql("""
                select exists (
                    select from routing.fired where rule_id = :rule and ticket_id = :ticket and since = :since)
                """)
                .param("rule", rule.id().value())
                .param("ticket", ticket.value())
                .param("since", since.atOffset(UTC))
                .query(Boolean.class)
                .single();
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
                        Json.read(row.getString("moment"), Moment.class),
                        Json.read(row.getString("criteria"), Criteria.class),
                        changes(row.getString("changes")),
                        row.getString("follow_up"),
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
