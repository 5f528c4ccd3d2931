package dev.millrace.knowledge;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a visitor may read, in their language where there is that, and else in the article's first. */
@Component
@Transactional(readOnly = true)
public class HelpCentre {

    /** For a condition on the article {@code a}; its parameters are {@link #params}. */
    static final String READABLE = """
            not a.archived
               and (:staff
                    or a.audience = 'public'
                    or (a.audience = 'signed_in' and :signedIn)
                    or (a.audience = 'company' and cast(:company as uuid) = any(a.companies)))
            """;

    static final String LISTED =
            "select a.id, a.number, a.section_id, v.language, v.title, v.slug, v.summary, a.audience ";

    /** Of each article the version in the language asked for, or in the article's first. */
    static final String VERSIONS = """
              from knowledge.article a
              join lateral (select v.*
                              from knowledge.published p
                              join knowledge.version v using (article_id, language, version)
                             where p.article_id = a.id
                               and p.language in (:language, a.language)
                             order by p.language = :language desc
                             limit 1) v on true
            """;

    private static final int NEAR = 40;

    private final JdbcClient db;
    private final Remembered<SectionTree> sections;
    private final Remembered<Map<SectionId, Integer>> countsForAnybody;

    HelpCentre(JdbcClient db, Sections sections, Realtime realtime) {
        this.db = db;
        this.sections = new Remembered<>(realtime, Articles.TOPIC, () -> new SectionTree(sections.active()));
        this.countsForAnybody = new Remembered<>(realtime, Articles.TOPIC, () -> count(Visitor.ANYBODY));
    }

    public SectionTree sections() {
        return sections.get();
    }

    /**
     * One line of a list of articles.
     *
     * @param language that its title is in
     */
    public record Listed(
            ArticleId id,
            long number,
            SectionId section,
            String language,
            String title,
            String slug,
            String summary,
            Audience audience) {

        /** Its address, which holds however often it is renamed. */
        public String path() {
            return path(number, slug);
        }

        static String path(long number, String slug) {
            return "/help/articles/" + number + (slug.isEmpty() ? "" : "-" + slug);
        }
    }

    /**
     * An article to read.
     *
     * @param languages that it is published in
     */
    public record Page(
            ArticleId id,
            long number,
            SectionId section,
            Audience audience,
            Version version,
            Set<String> languages,
            List<String> tags,
            Instant firstPublishedAt) {

        public Listed listed() {
            return new Listed(
                    id,
                    number,
                    section,
                    version.language(),
                    version.wording().title(),
                    version.slug(),
                    version.wording().summary(),
                    audience);
        }

        public String path() {
            return Listed.path(number, version.slug());
        }
    }

    /** The articles of these sections, by title. */
    public List<Listed> articles(Set<SectionId> sections, String language, Visitor visitor) {
        return db.sql(LISTED + VERSIONS + " where a.section_id = any(:sections) and " + READABLE
                        + " order by lower(v.title), a.number")
                .param("sections", sections.stream().map(SectionId::value).toArray(UUID[]::new))
                .param("language", language)
                .params(params(visitor))
                .query(HelpCentre::listed)
                .list();
    }

    /** How many articles each section has for this visitor, without those of the sections in it. */
    public Map<SectionId, Integer> counts(Visitor visitor) {
        return visitor.equals(Visitor.ANYBODY) ? countsForAnybody.get() : count(visitor);
    }

    private Map<SectionId, Integer> count(Visitor visitor) {
        var counts = new HashMap<SectionId, Integer>();
        db.sql("""
                select a.section_id, count(*)
                  from knowledge.article a
                 where exists (select from knowledge.published p where p.article_id = a.id)
                   and """ + " " + READABLE + " group by a.section_id")
                .params(params(visitor))
                .query((row, _) -> counts.put(new SectionId(row.getObject(1, UUID.class)), row.getInt(2)))
                .list();
        return counts;
    }

    /** @throws NotFound also for an article that this visitor may not read: the two look the same on purpose */
    public Page article(long number, String language, Visitor visitor) {
        return db.sql("""
                select a.id, a.number, a.section_id, a.audience, a.tags, v.*,
                       array(select p.language from knowledge.published p where p.article_id = a.id) as languages,
                       (select min(f.published_at) from knowledge.version f where f.article_id = a.id) as first_published_at
                """ + VERSIONS + " where a.number = :number and " + READABLE)
                .param("number", number)
                .param("language", language)
                .params(params(visitor))
                .query((row, nth) -> new Page(
                        new ArticleId(row.getObject("id", UUID.class)),
                        row.getLong("number"),
                        new SectionId(row.getObject("section_id", UUID.class)),
                        Audience.of(row.getString("audience")),
                        ArticleStore.version(row, nth),
                        Set.of((String[]) row.getArray("languages").getArray()),
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getObject("first_published_at", OffsetDateTime.class)
                                .toInstant()))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such article."));
    }

    /** Others to go on with: of the same section, those first that share tags with it. In a large one, of the nearest alone. */
    public List<Listed> related(Page page, String language, Visitor visitor, int most) {
        return db.sql(LISTED + VERSIONS + """
                 where a.id in (select near.id
                                  from (select a.id, a.number, a.tags
                                          from knowledge.article a
                                         where a.section_id = :section
                                           and a.id <> :id
                                           and %s
                                         order by a.tags && cast(:tags as text[]) desc, abs(a.number - :number)
                                         limit :near) near
                                 where exists (select from knowledge.published p where p.article_id = near.id)
                                 order by cardinality(array(select unnest(near.tags) intersect select unnest(:tags))) desc,
                                       abs(near.number - :number)
                                 limit :most)
                 order by cardinality(array(select unnest(a.tags) intersect select unnest(:tags))) desc, a.number
                """.formatted(READABLE))
                .param("near", NEAR)
                .param("section", page.section().value())
                .param("id", page.id().value())
                .param("number", page.number())
                .param("tags", page.tags().toArray(String[]::new))
                .param("language", language)
                .param("most", most)
                .params(params(visitor))
                .query(HelpCentre::listed)
                .list();
    }

    /** The article of which only the words of an address are left, be they of an earlier title. */
    public Optional<Long> numbered(String slug, Visitor visitor) {
        return slug.isEmpty()
                ? Optional.empty()
                : db.sql("""
                        select a.number
                          from knowledge.version v
                          join knowledge.article a on a.id = v.article_id
                         where v.slug = :slug
                           and exists (select from knowledge.published p where p.article_id = a.id)
                           and %s
                         order by v.published_at desc
                         limit 1
                        """.formatted(READABLE))
                        .param("slug", slug)
                        .params(params(visitor))
                        .query(Long.class)
                        .optional();
    }

    /** One address of an article that anybody may read. */
    public record Address(long number, String language, boolean first, String slug, Instant publishedAt) {

        /** The article's first language needs no word in its address. */
        public String path() {
            return Listed.path(number, slug) + (first ? "" : "?lang=" + language);
        }
    }

    /** The highest number of all articles, read by whomever. */
    public long highestNumber() {
        return db.sql("select coalesce(max(number), 0) from knowledge.article")
                .query(Long.class)
                .single();
    }

    /** What search engines may know of the articles with these numbers; a language stands for itself if it is one of the help centre's. */
    public List<Address> addresses(List<String> languages, long after, long until) {
        return db.sql("""
                select a.number, v.language, v.slug, v.published_at
                  from knowledge.published p
                  join knowledge.version v using (article_id, language, version)
                  join knowledge.article a on a.id = p.article_id
                 where a.audience = 'public'
                   and not a.archived
                   and v.language = any(:languages)
                   and a.number > :after
                   and a.number <= :until
                 order by a.number, v.language
                """)
                .param("languages", languages.toArray(String[]::new))
                .param("after", after)
                .param("until", until)
                .query((row, _) -> new Address(
                        row.getLong("number"),
                        row.getString("language"),
                        row.getString("language").equals(languages.getFirst()),
                        row.getString("slug"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The article that stood at this address before. */
    public Optional<Long> moved(String path) {
        return db.sql("""
                select a.number
                  from knowledge.redirect r
                  join knowledge.article a on a.id = r.article_id
                 where r.path = :path
                """).param("path", path).query(Long.class).optional();
    }

    static Listed listed(ResultSet row, int nth) throws SQLException {
        return new Listed(
                new ArticleId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                new SectionId(row.getObject("section_id", UUID.class)),
                row.getString("language"),
                row.getString("title"),
                row.getString("slug"),
                row.getString("summary"),
                Audience.of(row.getString("audience")));
    }

    static Map<String, Object> params(Visitor visitor) {
        var params = new HashMap<String, Object>();
        params.put("staff", visitor.staff());
        params.put("signedIn", visitor.signedIn());
        params.put(
                "company",
                visitor.company() == null ? null : visitor.company().value().toString());
        return params;
    }
}
