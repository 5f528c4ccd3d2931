package dev.millrace.knowledge;

import dev.millrace.kernel.Json;
import dev.millrace.knowledge.Article.Edition;
import dev.millrace.people.CompanyId;
import dev.millrace.people.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The rows of articles, their drafts and versions. */
@Component
class ArticleStore {

    /** Everything of an article but what it says. */
    static final String ARTICLES = """
            select a.*,
                   (select coalesce(json_agg(json_build_object(
                               'language', e.language, 'title', e.title, 'published', e.version,
                               'publishedAt', e.published_at, 'drafted', e.state, 'outdated', e.outdated)
                               order by e.language <> a.language, e.language), '[]')
                      from (select coalesce(v.language, d.language, l.language) as language,
                                   coalesce(v.title, d.title, l.title) as title,
                                   v.version, v.published_at, upper(d.state) as state,
                                   coalesce(v.original < o.version, false) as outdated
                              from (select v.*
                                      from knowledge.published p
                                      join knowledge.version v using (article_id, language, version)
                                     where p.article_id = a.id) v
                              full join (select * from knowledge.draft where article_id = a.id) d
                                on d.language = v.language
                              full join (select distinct on (language) language, title
                                           from knowledge.version
                                          where article_id = a.id
                                          order by language, version desc) l
                                on l.language = coalesce(v.language, d.language)
                              left join knowledge.published o on o.article_id = a.id and o.language = a.language) e) as editions
              from knowledge.article a
            """;

    private static final String CURRENT = """
            select v.*
              from knowledge.published p
              join knowledge.version v using (article_id, language, version)
            """;

    private static final TypeReference<List<Edition>> EDITIONS = new TypeReference<>() {};

    private final JdbcClient db;
    private final Clock clock;

    ArticleStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<Article> find(long number) {
        return db.sql(ARTICLES + " where a.number = :number")
                .param("number", number)
                .query(ArticleStore::article)
                .optional();
    }

    Optional<Article> find(ArticleId id) {
        return db.sql(ARTICLES + " where a.id = :id")
                .param("id", id.value())
                .query(ArticleStore::article)
                .optional();
    }

    void add(ArticleId id, String language, Placing placing, PersonId by) {
        db.sql("""
                insert into knowledge.article (
                       id, section_id, language, audience, companies, owner_id, tags, review_days, created_at, created_by)
                values (:id, :section, :language, :audience, :companies, :owner, :tags, :reviewDays, :at, :by)
                """)
                .param("id", id.value())
                .param("language", language)
                .params(params(placing))
                .param("reviewDays", placing.reviewDays(), Types.INTEGER)
                .param("at", now())
                .param("by", by.value())
                .update();
    }

    void place(ArticleId id, Placing placing, Optional<LocalDate> due) {
        db.sql("""
                update knowledge.article
                   set section_id = :section, audience = :audience, companies = :companies, owner_id = :owner, tags = :tags,
                       review_due = case when review_days is not distinct from :reviewDays then review_due else :due end,
                       review_days = :reviewDays
                 where id = :id
                """)
                .param("id", id.value())
                .params(params(placing))
                .param("reviewDays", placing.reviewDays(), Types.INTEGER)
                .param("due", due.orElse(null), Types.DATE)
                .update();
    }

    private static Map<String, Object> params(Placing placing) {
        return Map.of(
                "section", placing.section().value(),
                "audience", placing.audience().word(),
                "companies", placing.companies().stream().map(CompanyId::value).toArray(UUID[]::new),
                "owner", placing.owner().value(),
                "tags", placing.tags().toArray(String[]::new));
    }

    void archive(ArticleId id, boolean archived) {
        db.sql("update knowledge.article set archived = :archived where id = :id")
                .param("archived", archived)
                .param("id", id.value())
                .update();
    }

    void reviewed(ArticleId id, LocalDate due) {
        db.sql("update knowledge.article set review_due = :due where id = :id")
                .param("due", due)
                .param("id", id.value())
                .update();
    }

    Optional<Draft> draft(ArticleId id, String language) {
        return draft(id, language, "");
    }

    /** Until the transaction ends nobody else has it: two who keep it do so one after the other. */
    Optional<Draft> lockedDraft(ArticleId id, String language) {
        return draft(id, language, " for update");
    }

    private Optional<Draft> draft(ArticleId id, String language, String locked) {
        return db.sql("select * from knowledge.draft where article_id = :id and language = :language" + locked)
                .param("id", id.value())
                .param("language", language)
                .query(ArticleStore::draft)
                .optional();
    }

    void keep(Draft draft) {
        db.sql("""
                insert into knowledge.draft (article_id, language, title, summary, body, state, note, edition, written_by, kept_at)
                values (:article, :language, :title, :summary, :body, :state, :note, :edition, :by, :at)
                    on conflict (article_id, language) do update
                   set title = excluded.title, summary = excluded.summary, body = excluded.body, state = excluded.state,
                       note = excluded.note, edition = excluded.edition, written_by = excluded.written_by,
                       kept_at = excluded.kept_at
                """)
                .param("article", draft.article().value())
                .param("language", draft.language())
                .param("title", draft.wording().title())
                .param("summary", draft.wording().summary())
                .param("body", draft.wording().body())
                .param("state", draft.state().word())
                .param("note", draft.note())
                .param("edition", draft.edition())
                .param("by", draft.writtenBy().value())
                .param("at", draft.keptAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetDraft(ArticleId id, String language) {
        db.sql("delete from knowledge.draft where article_id = :id and language = :language")
                .param("id", id.value())
                .param("language", language)
                .update();
    }

    /** The version that is read now. */
    Optional<Version> current(ArticleId id, String language) {
        return db.sql(CURRENT + " where p.article_id = :id and p.language = :language")
                .param("id", id.value())
                .param("language", language)
                .query(ArticleStore::version)
                .optional();
    }

    List<Version> versions(ArticleId id, String language) {
        return db.sql(
                        "select * from knowledge.version where article_id = :id and language = :language order by version desc")
                .param("id", id.value())
                .param("language", language)
                .query(ArticleStore::version)
                .list();
    }

    /** The draft is done with; what was published is reviewed again when it is due. */
    void publish(Version version, Optional<LocalDate> due) {
        db.sql("""
                insert into knowledge.version (
                       article_id, language, version, title, slug, summary, body, note, original,
                       written_by, published_by, published_at)
                values (:article, :language, :version, :title, :slug, :summary, :body, :note, :original,
                       :writtenBy, :publishedBy, :at)
                """)
                .param("article", version.article().value())
                .param("language", version.language())
                .param("version", version.version())
                .param("title", version.wording().title())
                .param("slug", version.slug())
                .param("summary", version.wording().summary())
                .param("body", version.wording().body())
                .param("note", version.note())
                .param("original", version.original(), Types.INTEGER)
                .param("writtenBy", version.writtenBy().value())
                .param("publishedBy", version.publishedBy().value())
                .param("at", version.publishedAt().atOffset(ZoneOffset.UTC))
                .update();
        db.sql("""
                insert into knowledge.published (article_id, language, version)
                values (:article, :language, :version)
                    on conflict (article_id, language) do update
                   set version = excluded.version
                """)
                .param("article", version.article().value())
                .param("language", version.language())
                .param("version", version.version())
                .update();
        forgetDraft(version.article(), version.language());
        due.ifPresent(day -> reviewed(version.article(), day));
    }

    void withdraw(ArticleId id, String language) {
        db.sql("delete from knowledge.published where article_id = :id and language = :language")
                .param("id", id.value())
                .param("language", language)
                .update();
    }

    static Article article(ResultSet row, int nth) throws SQLException {
        return new Article(
                new ArticleId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                new SectionId(row.getObject("section_id", UUID.class)),
                row.getString("language"),
                Audience.of(row.getString("audience")),
                Arrays.stream((UUID[]) row.getArray("companies").getArray())
                        .map(CompanyId::new)
                        .collect(Collectors.toSet()),
                new PersonId(row.getObject("owner_id", UUID.class)),
                texts(row.getArray("tags")),
                row.getObject("review_days", Integer.class),
                row.getObject("review_due", LocalDate.class),
                row.getBoolean("archived"),
                instant(row, "created_at"),
                Json.mapper().readValue(row.getString("editions"), EDITIONS));
    }

    static Version version(ResultSet row, int nth) throws SQLException {
        return new Version(
                new ArticleId(row.getObject("article_id", UUID.class)),
                row.getString("language"),
                row.getInt("version"),
                wording(row),
                row.getString("slug"),
                row.getString("note"),
                row.getObject("original", Integer.class),
                new PersonId(row.getObject("written_by", UUID.class)),
                new PersonId(row.getObject("published_by", UUID.class)),
                instant(row, "published_at"));
    }

    private static Draft draft(ResultSet row, int nth) throws SQLException {
        return new Draft(
                new ArticleId(row.getObject("article_id", UUID.class)),
                row.getString("language"),
                wording(row),
                Draft.State.of(row.getString("state")),
                row.getString("note"),
                row.getInt("edition"),
                new PersonId(row.getObject("written_by", UUID.class)),
                instant(row, "kept_at"));
    }

    private static Wording wording(ResultSet row) throws SQLException {
        return new Wording(row.getString("title"), row.getString("summary"), row.getString("body"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
