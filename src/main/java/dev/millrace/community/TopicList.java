package dev.millrace.community;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Slice;
import dev.millrace.knowledge.SectionId;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The topics as lists: all, of a section, by words, without an answer, or of one person; the latest activity first. */
@Component
@Transactional(readOnly = true)
public class TopicList {

    private static final String LISTED = """
            select t.*, w.name as author_name, q.staff,
                   (select count(*) from community.post p where p.topic_id = t.id and not p.question and p.state = 'shown') as answers,
                   (select count(*) from community.vote v where v.post_id = q.id) as votes
              from community.topic t
              join community.post q on q.topic_id = t.id and q.question
              join people.person w on w.id = t.author_id
             where q.state = 'shown'
            """;

    private final JdbcClient db;

    TopicList(JdbcClient db) {
        this.db = db;
    }

    /**
     * One line of a list.
     *
     * @param answers that can be read
     * @param votes how many have the same question
     */
    public record Listed(Topic topic, String author, int answers, int votes) {

        public boolean solved() {
            return topic.accepted() != null;
        }
    }

    /**
     * Which topics.
     *
     * @param words that stand in the title or a post; empty for all
     * @param author who asked, or null
     */
    public record Asked(
            @Nullable SectionId section,
            String words,
            boolean unanswered,
            @Nullable PersonId author) {

        public static final Asked ALL = new Asked(null, "", false, null);
    }

    /** Those that stand above the others, of a section or of all. */
    public List<Listed> pinned(@Nullable SectionId section) {
        return db.sql(LISTED + """
                   and t.pinned
                   and (cast(:section as uuid) is null or t.section_id = cast(:section as uuid))
                 order by t.last_post_at desc, t.number desc
                 limit 10
                """)
                .param("section", section == null ? null : section.toString())
                .query(TopicList::listed)
                .list();
    }

    public Slice<Listed> page(Asked asked, @Nullable String after, int limit) {
        var params = new HashMap<String, @Nullable Object>();
        var from = Cursor.parse(after, 2);
        var sql = new StringBuilder(LISTED);
        Optional.ofNullable(asked.section()).ifPresent(section -> {
            sql.append("   and t.section_id = :section\n");
            params.put("section", section.value());
        });
        Optional.ofNullable(asked.author()).ifPresent(author -> {
            sql.append("   and t.author_id = :author\n");
            params.put("author", author.value());
        });
        if (asked.unanswered()) {
            sql.append("""
                       and t.accepted_id is null
                       and not exists (select from community.post p where p.topic_id = t.id and not p.question and p.state = 'shown')
                    """);
        }
        if (!asked.words().isBlank()) {
            sql.append("""
                       and exists (select
                                     from community.post p
                                    where p.topic_id = t.id and p.state = 'shown'
                                      and p.words @@ websearch_to_tsquery('simple', :words))
                    """);
            params.put("words", asked.words());
        }
        from.ifPresent(cursor -> {
            sql.append("   and (t.last_post_at, t.number) < (:at, :number)\n");
            params.put("at", Instant.parse(cursor.values().get(0)).atOffset(ZoneOffset.UTC));
            params.put("number", Long.valueOf(cursor.values().get(1)));
        });
        sql.append(" order by t.last_post_at desc, t.number desc limit :limit");
        params.put("limit", limit + 1);
        var rows =
                db.sql(sql.toString()).params(params).query(TopicList::listed).list();
        return Slice.of(
                rows,
                limit,
                last -> Cursor.of(last.topic().lastPostAt(), last.topic().number()));
    }

    /** What everybody can read, the latest activity first. */
    public List<Topic> latest(int most) {
        return db
                .sql(LISTED + " order by t.last_post_at desc, t.number desc limit :most")
                .param("most", most)
                .query(TopicList::listed)
                .list()
                .stream()
                .map(Listed::topic)
                .toList();
    }

    /** How many topics each section has. */
    public Map<SectionId, Integer> counts() {
        var counts = new HashMap<SectionId, Integer>();
        db.sql("""
                select t.section_id, count(*)
                  from community.topic t
                  join community.post q on q.topic_id = t.id and q.question
                 where q.state = 'shown'
                 group by t.section_id
                """)
                .query((row, _) -> counts.put(new SectionId(row.getObject(1, UUID.class)), row.getInt(2)))
                .list();
        return counts;
    }

    private static Listed listed(ResultSet row, int nth) throws SQLException {
        return new Listed(
                TopicStore.topic(row, nth),
                Names.shown(row.getString("author_name"), row.getBoolean("staff")),
                row.getInt("answers"),
                row.getInt("votes"));
    }
}
