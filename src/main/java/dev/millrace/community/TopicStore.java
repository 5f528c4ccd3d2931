package dev.millrace.community;

import dev.millrace.community.Post.State;
import dev.millrace.knowledge.ArticleId;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Slug;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of topics and posts. */
@Component
class TopicStore {

    /** With a parameter {@code reader}, who may be null. */
    static final String POSTS = """
            select p.*, w.name as author_name,
                   (select count(*) from community.vote v where v.post_id = p.id) as votes,
                   exists (select from community.vote v where v.post_id = p.id and v.person_id = cast(:reader as uuid)) as mine
              from community.post p
              join people.person w on w.id = p.author_id
            """;

    private final JdbcClient db;
    private final Clock clock;

    TopicStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<Topic> find(long number) {
        return db.sql("select * from community.topic where number = :number")
                .param("number", number)
                .query(TopicStore::topic)
                .optional();
    }

    Topic find(TopicId id) {
        return db.sql("select * from community.topic where id = :id")
                .param("id", id.value())
                .query(TopicStore::topic)
                .optional()
                .orElseThrow(Topics::noTopic);
    }

    Topic add(TopicId id, SectionId section, String title, PersonId by) {
        return db.sql("""
                insert into community.topic (id, section_id, title, slug, author_id, asked_at, last_post_at)
                values (:id, :section, :title, :slug, :by, :at, :at)
                returning *
                """)
                .param("id", id.value())
                .param("section", section.value())
                .param("title", title)
                .param("slug", Slug.of(title))
                .param("by", by.value())
                .param("at", now())
                .query(TopicStore::topic)
                .single();
    }

    void add(PostId id, TopicId topic, boolean question, Member by, String body, State state, String reason) {
        db.sql("""
                insert into community.post (id, topic_id, question, author_id, staff, body, state, reason, posted_at, words)
                select :id, t.id, :question, :by, :staff, :body, :state, :reason, :at, to_tsvector('simple', t.title || ' ' || :body)
                  from community.topic t
                 where t.id = :topic
                """)
                .param("id", id.value())
                .param("topic", topic.value())
                .param("question", question)
                .param("by", by.id().value())
                .param("staff", by.staff())
                .param("body", body)
                .param("state", state.word())
                .param("reason", reason)
                .param("at", now())
                .update();
    }

    void touch(TopicId id) {
        db.sql("update community.topic set last_post_at = :at where id = :id")
                .param("at", now())
                .param("id", id.value())
                .update();
    }

    List<Post> posts(Topic topic, @Nullable Member reader) {
        return db.sql(POSTS + """
                 where p.topic_id = :topic
                   and (p.state = 'shown' or :staff or p.author_id = cast(:reader as uuid))
                 order by p.question desc, (p.id = cast(:accepted as uuid)) is true desc, p.posted_at, p.id
                """)
                .param("topic", topic.id().value())
                .param(
                        "accepted",
                        topic.accepted() == null ? null : topic.accepted().toString())
                .param("staff", reader != null && reader.staff())
                .param("reader", reader == null ? null : reader.id().toString())
                .query(TopicStore::post)
                .list();
    }

    /** One that this member may see. */
    Post post(PostId id, Member reader) {
        return db.sql(POSTS
                        + " where p.id = :id and (p.state = 'shown' or :staff or p.author_id = cast(:reader as uuid))")
                .param("id", id.value())
                .param("staff", reader.staff())
                .param("reader", reader.id().toString())
                .query(TopicStore::post)
                .optional()
                .orElseThrow(Topics::noTopic);
    }

    void edit(PostId id, String body, State state, String reason) {
        db.sql(
                        "update community.post set body = :body, state = :state, reason = :reason, edited_at = :at where id = :id")
                .param("body", body)
                .param("state", state.word())
                .param("reason", reason)
                .param("at", now())
                .param("id", id.value())
                .update();
    }

    void judge(PostId id, State state, String reason) {
        db.sql("update community.post set state = :state, reason = :reason where id = :id")
                .param("state", state.word())
                .param("reason", reason)
                .param("id", id.value())
                .update();
        db.sql("update community.report set settled_at = :at where post_id = :id and settled_at is null")
                .param("at", now())
                .param("id", id.value())
                .update();
    }

    void vote(PostId id, PersonId by, boolean helped) {
        var sql = helped
                ? "insert into community.vote (post_id, person_id, at) values (:id, :by, :at) on conflict do nothing"
                : "delete from community.vote where post_id = :id and person_id = :by and at <= :at";
        db.sql(sql)
                .param("id", id.value())
                .param("by", by.value())
                .param("at", now())
                .update();
    }

    void accept(TopicId id, @Nullable PostId answer) {
        db.sql("update community.topic set accepted_id = :answer where id = :id")
                .param("answer", answer == null ? null : answer.value(), Types.OTHER)
                .param("id", id.value())
                .update();
    }

    void subscribe(TopicId id, PersonId person, boolean wanted) {
        var sql = wanted
                ? "insert into community.subscription (topic_id, person_id, since) values (:id, :person, :at) on conflict do nothing"
                : "delete from community.subscription where topic_id = :id and person_id = :person and since <= :at";
        db.sql(sql)
                .param("id", id.value())
                .param("person", person.value())
                .param("at", now())
                .update();
    }

    boolean isSubscribed(TopicId id, PersonId person) {
        return db.sql("select exists (select from community.subscription where topic_id = :id and person_id = :person)")
                .param("id", id.value())
                .param("person", person.value())
                .query(Boolean.class)
                .single();
    }

    List<PersonId> subscribers(TopicId id) {
        return db.sql("select person_id from community.subscription where topic_id = :id order by since")
                .param("id", id.value())
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .list();
    }

    void report(PostId id, PersonId by, String reason) {
        db.sql("""
                insert into community.report (post_id, person_id, reason, at)
                values (:id, :by, :reason, :at)
                    on conflict (post_id, person_id) do update
                   set reason = excluded.reason, at = excluded.at, settled_at = null
                """)
                .param("id", id.value())
                .param("by", by.value())
                .param("reason", reason)
                .param("at", now())
                .update();
    }

    /** Closes, pins, moves it, or remembers what was made of it. */
    void keep(Topic topic) {
        db.sql("""
                update community.topic
                   set section_id = :section, closed = :closed, pinned = :pinned, article_id = :article, ticket_number = :ticket
                 where id = :id
                """)
                .param("section", topic.section().value())
                .param("closed", topic.closed())
                .param("pinned", topic.pinned())
                .param(
                        "article",
                        topic.article() == null ? null : topic.article().value(),
                        Types.OTHER)
                .param("ticket", topic.ticket(), Types.BIGINT)
                .param("id", topic.id().value())
                .update();
    }

    /** How much of what somebody posted can be read. */
    int shownOf(PersonId person) {
        return db.sql("select count(*) from community.post where author_id = :person and state = 'shown'")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    boolean wasHidden(String text) {
        return db.sql("""
                select exists (select
                                 from community.post p
                                 join community.topic t on t.id = p.topic_id
                                where p.state = 'hidden'
                                  and lower(case when p.question then t.title || E'\\n' || p.body else p.body end) = lower(:text))
                """).param("text", text).query(Boolean.class).single();
    }

    static Topic topic(ResultSet row, int nth) throws SQLException {
        var accepted = row.getObject("accepted_id", UUID.class);
        var article = row.getObject("article_id", UUID.class);
        return new Topic(
                new TopicId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                new SectionId(row.getObject("section_id", UUID.class)),
                row.getString("title"),
                row.getString("slug"),
                new PersonId(row.getObject("author_id", UUID.class)),
                instant(row, "asked_at"),
                instant(row, "last_post_at"),
                accepted == null ? null : new PostId(accepted),
                row.getBoolean("closed"),
                row.getBoolean("pinned"),
                article == null ? null : new ArticleId(article),
                row.getObject("ticket_number", Long.class));
    }

    static Post post(ResultSet row, int nth) throws SQLException {
        var edited = row.getObject("edited_at", OffsetDateTime.class);
        return new Post(
                new PostId(row.getObject("id", UUID.class)),
                new TopicId(row.getObject("topic_id", UUID.class)),
                row.getBoolean("question"),
                new PersonId(row.getObject("author_id", UUID.class)),
                Names.shown(row.getString("author_name"), row.getBoolean("staff")),
                row.getBoolean("staff"),
                row.getString("body"),
                State.of(row.getString("state")),
                row.getString("reason"),
                instant(row, "posted_at"),
                edited == null ? null : edited.toInstant(),
                row.getInt("votes"),
                row.getBoolean("mine"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
