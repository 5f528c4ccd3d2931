package dev.millrace.replies;

import dev.millrace.kernel.Json;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.replies.Template.Served;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of templates. */
@Component
class TemplateStore {

    private final JdbcClient db;
    private final Clock clock;

    TemplateStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** All of them, the archived ones too. */
    List<Template> all() {
        return read(null);
    }

    Optional<Template> find(TemplateId id) {
        return read(id).stream().findFirst();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    Optional<Template> lock(TemplateId id) {
        db.sql("select id from replies.template where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
        return find(id);
    }

    private List<Template> read(@Nullable TemplateId only) {
        var id = only == null ? null : only.value();
        var serving = new HashMap<UUID, List<Served>>();
        db.sql("""
                select v.*, s.share
                  from replies.template_serving s
                  join replies.template_version v on v.template_id = s.template_id and v.version = s.version
                 where :id::uuid is null or s.template_id = :id
                """)
                .param("id", id, Types.OTHER)
                .query((row, nth) -> new Served(version(row, nth), row.getInt("share")))
                .list()
                .forEach(served -> serving.computeIfAbsent(
                                served.version().template().value(), _ -> new ArrayList<>())
                        .add(served));
        var drafts = new HashMap<UUID, TemplateDraft>();
        db.sql("select * from replies.template_draft where :id::uuid is null or template_id = :id")
                .param("id", id, Types.OTHER)
                .query(TemplateStore::draft)
                .list()
                .forEach(draft -> drafts.put(draft.template().value(), draft));
        return db
                .sql("select * from replies.template where :id::uuid is null or id = :id order by created_at, id")
                .param("id", id, Types.OTHER)
                .query((row, _) -> template(row, serving, drafts))
                .list()
                .stream()
                .filter(template -> !template.serving().isEmpty() || template.draft() != null)
                .toList();
    }

    void insert(TemplateId id, TemplatePlace place, @Nullable LocalDate reviewDue) {
        db.sql("insert into replies.template (id, created_at) values (:id, :at)")
                .param("id", id.value())
                .param("at", now())
                .update();
        place(id, place, reviewDue);
    }

    void place(TemplateId id, TemplatePlace place, @Nullable LocalDate reviewDue) {
        db.sql("""
                update replies.template
                   set folder = :folder, team_id = :team, person_id = :person, owner_id = :owner, review_days = :days,
                       review_due = :due
                 where id = :id
                """)
                .param("id", id.value())
                .param("folder", place.folder())
                .param("team", place.shelf() instanceof Shelf.OfTeam(var team) ? team.value() : null, Types.OTHER)
                .param(
                        "person",
                        place.shelf() instanceof Shelf.OfPerson(var person) ? person.value() : null,
                        Types.OTHER)
                .param("owner", place.owner() == null ? null : place.owner().value(), Types.OTHER)
                .param("days", place.reviewDays(), Types.INTEGER)
                .param("due", reviewDue, Types.DATE)
                .update();
    }

    void keep(TemplateDraft draft) {
        db.sql("""
                insert into replies.template_draft (template_id, text, waits, note, edition, written_by, kept_at)
                values (:id, cast(:text as jsonb), :waits, :note, :edition, :by, :at)
                    on conflict (template_id) do update
                   set text = excluded.text, waits = excluded.waits, note = excluded.note, edition = excluded.edition,
                       written_by = excluded.written_by, kept_at = excluded.kept_at
                """)
                .param("id", draft.template().value())
                .param("text", Json.write(draft.text()))
                .param("waits", draft.waits())
                .param("note", draft.note())
                .param("edition", draft.edition())
                .param("by", draft.writtenBy().value())
                .param("at", draft.keptAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetDraft(TemplateId id) {
        db.sql("delete from replies.template_draft where template_id = :id")
                .param("id", id.value())
                .update();
    }

    /** Removes what was never approved of, so that nothing says what it said. */
    void remove(TemplateId id) {
        forgetDraft(id);
        db.sql("delete from replies.template where id = :id")
                .param("id", id.value())
                .update();
    }

    void add(TemplateVersion version) {
        db.sql("""
                insert into replies.template_version (template_id, version, text, note, written_by, approved_by, at)
                values (:id, :version, cast(:text as jsonb), :note, :writer, :approver, :at)
                """)
                .param("id", version.template().value())
                .param("version", version.version())
                .param("text", Json.write(version.text()))
                .param("note", version.note())
                .param("writer", value(version.writtenBy()), Types.OTHER)
                .param("approver", value(version.approvedBy()), Types.OTHER)
                .param("at", version.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param shares of a hundred tickets, by version */
    void serve(TemplateId id, Map<Integer, Integer> shares) {
        db.sql("delete from replies.template_serving where template_id = :id")
                .param("id", id.value())
                .update();
        db.sql("""
                insert into replies.template_serving (template_id, version, share)
                select :id, version, share
                  from unnest(:versions, :shares) as given (version, share)
                """)
                .param("id", id.value())
                .param("versions", shares.keySet().toArray(Integer[]::new))
                .param("shares", shares.values().toArray(Integer[]::new))
                .update();
    }

    /** Newest first. */
    List<TemplateVersion> versions(TemplateId id) {
        return db.sql("select * from replies.template_version where template_id = :id order by version desc")
                .param("id", id.value())
                .query(TemplateStore::version)
                .list();
    }

    void archive(TemplateId id, boolean archived) {
        db.sql("update replies.template set archived_at = :at where id = :id")
                .param("id", id.value())
                .param("at", archived ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void reviewed(TemplateId id, @Nullable LocalDate due) {
        db.sql("update replies.template set review_due = :due where id = :id")
                .param("id", id.value())
                .param("due", due, Types.DATE)
                .update();
    }

    int renameFolder(String from, String to) {
        return db.sql("update replies.template set folder = :to where folder = :from")
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** Those whose owner should look at them and has not been told yet; they count as told from now on. */
    List<TemplateId> takeDue(LocalDate today) {
        return db.sql("""
                update replies.template
                   set reminded_for = review_due
                 where review_due <= :today
                   and archived_at is null
                   and owner_id is not null
                   and reminded_for is distinct from review_due
                returning id
                """)
                .param("today", today)
                .query((row, _) -> new TemplateId(row.getObject("id", UUID.class)))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable UUID value(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new PersonId(id);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Template template(ResultSet row, Map<UUID, List<Served>> serving, Map<UUID, TemplateDraft> drafts)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        var team = row.getObject("team_id", UUID.class);
        var person = person(row, "person_id");
        var shelf = team != null
                ? new Shelf.OfTeam(new TeamId(team))
                : person != null ? new Shelf.OfPerson(person) : new Shelf.OfDesk();
        return new Template(
                new TemplateId(id),
                new TemplatePlace(
                        shelf,
                        row.getString("folder"),
                        person(row, "owner_id"),
                        row.getObject("review_days", Integer.class)),
                row.getObject("review_due", LocalDate.class),
                row.getObject("archived_at") != null,
                serving.getOrDefault(id, List.of()),
                drafts.get(id));
    }

    private static TemplateVersion version(ResultSet row, int nth) throws SQLException {
        return new TemplateVersion(
                new TemplateId(row.getObject("template_id", UUID.class)),
                row.getInt("version"),
                Json.read(row.getString("text"), TemplateText.class),
                row.getString("note"),
                person(row, "written_by"),
                person(row, "approved_by"),
                at(row, "at"));
    }

    private static TemplateDraft draft(ResultSet row, int nth) throws SQLException {
        return new TemplateDraft(
                new TemplateId(row.getObject("template_id", UUID.class)),
                Json.read(row.getString("text"), TemplateText.class),
                row.getBoolean("waits"),
                row.getString("note"),
                row.getInt("edition"),
                new PersonId(row.getObject("written_by", UUID.class)),
                at(row, "kept_at"));
    }
}
