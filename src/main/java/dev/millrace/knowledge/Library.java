package dev.millrace.knowledge;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Slice;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All articles as a list for those who keep them: newest first, narrowed by where each stands, belongs and to whom. */
@Component
@Transactional(readOnly = true)
public class Library {

    private static final int PAGE = 50;

    private final JdbcClient db;
    private final Clock clock;

    Library(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Where an article stands; it may stand in several places at once, in one language or another. */
    public enum State {
        DRAFT("exists (select from knowledge.draft d where d.article_id = a.id and d.state = 'writing')"),
        IN_REVIEW("exists (select from knowledge.draft d where d.article_id = a.id and d.state = 'in_review')"),
        PUBLISHED("exists (select from knowledge.published p where p.article_id = a.id)"),
        OUTDATED("""
                exists (select
                          from knowledge.published p
                          join knowledge.version v using (article_id, language, version)
                          join knowledge.published o on o.article_id = a.id and o.language = a.language
                         where p.article_id = a.id
                           and v.original < o.version)
                """),
        DUE("a.review_due <= :today and exists (select from knowledge.published p where p.article_id = a.id)"),
        ARCHIVED("a.archived");

        private final String holds;

        State(String holds) {
            this.holds = holds;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Archived articles are listed nowhere but among themselves. */
        private String condition() {
            return this == ARCHIVED ? holds : "not a.archived and " + holds;
        }
    }

    /**
     * What is asked for; each narrows, and empty asks for nothing.
     *
     * @param words of a title, or an article's number
     * @param section with those that lie in it
     */
    public record Wanted(
            String words,
            @Nullable State state,
            @Nullable SectionId section,
            @Nullable PersonId owner,
            @Nullable Audience audience,
            String tag,
            String language) {

        public static final Wanted ALL = new Wanted("", null, null, null, null, "", "");

        public Wanted in(@Nullable State next) {
            return new Wanted(words, next, section, owner, audience, tag, language);
        }

        /** Whether anything but the state narrows. */
        public boolean narrows() {
            return !equals(ALL.in(state));
        }
    }

    /**
     * How many there are.
     *
     * @param all without the archived ones
     */
    public record Counts(int all, Map<State, Integer> of) {
        public Counts {
            of = Map.copyOf(of);
        }
    }

    public Slice<Article> page(Wanted wanted, @Nullable String after) {
        return page(wanted, after, PAGE);
    }

    public Slice<Article> page(Wanted wanted, @Nullable String after, int limit) {
        var params = params(wanted);
        var where = new ArrayList<String>(narrowed(wanted));
        where.add(wanted.state() == null ? "not a.archived" : wanted.state().condition());
        Cursor.number(after).ifPresent(last -> {
            where.add("a.number < :last");
            params.put("last", last);
        });
        var rows = db.sql(ArticleStore.ARTICLES + " where " + String.join(" and ", where)
                        + " order by a.number desc limit :limit")
                .params(params)
                .param("limit", limit + 1)
                .query(ArticleStore::article)
                .list();
        return Slice.of(rows, limit, article -> Cursor.of(article.number()));
    }

    /** Of what is asked for, whatever its state. */
    public Counts counts(Wanted wanted) {
        var columns = new ArrayList<String>();
        for (var state : State.values()) {
            columns.add("count(*) filter (where %s) as %s".formatted(state.condition(), state.word()));
        }
        var where = narrowed(wanted);
        return db.sql("select count(*) filter (where not a.archived) as every_one, " + String.join(", ", columns)
                        + " from knowledge.article a where " + (where.isEmpty() ? "true" : String.join(" and ", where)))
                .params(params(wanted))
                .query((row, _) -> {
                    var of = new EnumMap<State, Integer>(State.class);
                    for (var state : State.values()) {
                        of.put(state, row.getInt(state.word()));
                    }
                    return new Counts(row.getInt("every_one"), of);
                })
                .single();
    }

    /** Every tag in use, by name. */
    public List<String> tags() {
        return db.sql(
                        "select distinct tag from knowledge.article, unnest(tags) tag where not archived order by tag limit 200")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static List<String> narrowed(Wanted wanted) {
        var where = new ArrayList<String>();
        if (!wanted.words().isBlank()) {
            where.add("""
                    (a.number::text = :words
                     or exists (select from knowledge.draft d
                                 where d.article_id = a.id and d.title ilike :part)
                     or exists (select from knowledge.published p
                                  join knowledge.version v using (article_id, language, version)
                                 where p.article_id = a.id and v.title ilike :part)
                     or (a.archived and exists (select from knowledge.version v
                                                 where v.article_id = a.id and v.title ilike :part)))
                    """);
        }
        if (wanted.section() != null) {
            where.add(
                    "a.section_id in (select s.id from knowledge.section s where s.id = :section or s.parent_id = :section)");
        }
        if (wanted.owner() != null) {
            where.add("a.owner_id = :owner");
        }
        if (wanted.audience() != null) {
            where.add("a.audience = :audience");
        }
        if (!wanted.tag().isBlank()) {
            where.add(":tag = any(a.tags)");
        }
        if (!wanted.language().isBlank()) {
            where.add("""
                    (exists (select from knowledge.published p where p.article_id = a.id and p.language = :language)
                     or exists (select from knowledge.draft d where d.article_id = a.id and d.language = :language))
                    """);
        }
        return where;
    }

    private Map<String, Object> params(Wanted wanted) {
        var params = new HashMap<String, Object>();
        var words = wanted.words().strip().replaceFirst("^#", "");
        params.put("words", words);
        params.put("part", "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        params.put(
                "section",
                wanted.section() == null ? new UUID(0, 0) : wanted.section().value());
        params.put(
                "owner",
                wanted.owner() == null ? new UUID(0, 0) : wanted.owner().value());
        params.put(
                "audience", wanted.audience() == null ? "" : wanted.audience().word());
        params.put("tag", wanted.tag().strip().toLowerCase(Locale.ROOT));
        params.put("language", wanted.language());
        params.put("today", LocalDate.now(clock));
        return params;
    }

    /** Titles by number, for links to articles that are shown elsewhere; those that do not exist are left out. */
    public Map<Long, Article> byNumber(List<Long> numbers) {
        return db
                .sql(ArticleStore.ARTICLES + " where a.number = any(:numbers)")
                .param("numbers", numbers.toArray(Long[]::new))
                .query(ArticleStore::article)
                .list()
                .stream()
                .collect(Collectors.toMap(Article::number, article -> article));
    }
}
