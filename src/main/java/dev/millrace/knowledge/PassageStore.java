package dev.millrace.knowledge;

import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.language.PassageIndex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of passages: what published articles say, in pieces with vectors. */
@Component
@Transactional
class PassageStore {

    /** An article in a language. */
    record Place(ArticleId article, String language) {}

    /** What decides who finds it. */
    record Edition(int version, String first, Audience audience, Set<UUID> companies) {

        boolean isReadableBy(Visitor visitor) {
            return visitor.staff()
                    || switch (audience) {
                        case PUBLIC -> true;
                        case SIGNED_IN -> visitor.signedIn();
                        case COMPANY ->
                            visitor.company() != null
                                    && companies.contains(visitor.company().value());
                        case INTERNAL -> false;
                    };
        }
    }

    record Said(String anchor, String heading, String text) {}

    record Shown(Listed article, Said said) {}

    private final JdbcClient db;

    PassageStore(JdbcClient db) {
        this.db = db;
    }

    /** Published versions whose passages were not cut yet, or for another model. */
    @Transactional(readOnly = true)
    public List<Version> uncut(String model, int most) {
        return db.sql("""
                select v.*
                  from knowledge.published p
                  join knowledge.version v using (article_id, language, version)
                 where not exists (select
                                     from knowledge.cut c
                                    where c.article_id = p.article_id
                                      and c.language = p.language
                                      and c.version = p.version
                                      and c.model = :model)
                 limit :most
                """)
                .param("model", model)
                .param("most", most)
                .query(ArticleStore::version)
                .list();
    }

    /** @param vectors one for each text, or none at all */
    public void put(Version version, String model, List<Said> texts, List<byte[]> vectors) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:article, 36))")
                .param("article", version.article().value() + version.language())
                .query((_, _) -> 0)
                .list();
        db.sql("delete from knowledge.passage where article_id = :article and language = :language")
                .param("article", version.article().value())
                .param("language", version.language())
                .update();
        db.sql("""
                insert into knowledge.passage (article_id, language, nth, anchor, heading, text, vector)
                select :article, :language, t.nth - 1, t.anchor, t.heading, t.text, decode(t.vector, 'hex')
                  from unnest(:anchors, :headings, :texts, :vectors) with ordinality as t (anchor, heading, text, vector, nth)
                """)
                .param("article", version.article().value())
                .param("language", version.language())
                .param("anchors", texts.stream().map(Said::anchor).toArray(String[]::new))
                .param("headings", texts.stream().map(Said::heading).toArray(String[]::new))
                .param("texts", texts.stream().map(Said::text).toArray(String[]::new))
                .param(
                        "vectors",
                        IntStream.range(0, texts.size())
                                .mapToObj(i -> vectors.isEmpty()
                                        ? null
                                        : HexFormat.of().formatHex(vectors.get(i)))
                                .toArray(String[]::new))
                .update();
        db.sql("""
                insert into knowledge.cut (article_id, language, version, model)
                values (:article, :language, :version, :model)
                    on conflict (article_id, language) do update
                   set version = excluded.version, model = excluded.model
                """)
                .param("article", version.article().value())
                .param("language", version.language())
                .param("version", version.version())
                .param("model", model)
                .update();
    }

    @Transactional(readOnly = true)
    public Map<Place, Edition> editions(String model) {
        var editions = new HashMap<Place, Edition>();
        db.sql("""
                select c.article_id, c.language, c.version, a.language as first, a.audience, a.companies
                  from knowledge.cut c
                  join knowledge.published p using (article_id, language, version)
                  join knowledge.article a on a.id = c.article_id
                 where not a.archived
                   and c.model = :model
                """)
                .param("model", model)
                .query((row, _) -> editions.put(
                        place(row),
                        new Edition(
                                row.getInt("version"),
                                row.getString("first"),
                                Audience.of(row.getString("audience")),
                                Arrays.stream((UUID[]) row.getArray("companies").getArray())
                                        .collect(Collectors.toUnmodifiableSet()))))
                .list();
        return editions;
    }

    @Transactional(readOnly = true)
    public Map<Place, List<PassageIndex.Text>> texts(Collection<Place> places) {
        var texts = new HashMap<Place, List<PassageIndex.Text>>();
        if (places.isEmpty()) {
            return texts;
        }
        db.sql("""
                select s.article_id, s.language, s.heading, s.text, s.vector, v.title
                  from unnest(:articles, :languages) as place (article_id, language)
                  join knowledge.passage s using (article_id, language)
                  join knowledge.published p using (article_id, language)
                  join knowledge.version v using (article_id, language, version)
                 order by s.article_id, s.language, s.nth
                """)
                .param("articles", articles(places))
                .param("languages", languages(places))
                .query((row, _) -> texts.computeIfAbsent(place(row), _ -> new ArrayList<>())
                        .add(new PassageIndex.Text(
                                row.getString("title"),
                                row.getString("heading"),
                                row.getString("text"),
                                row.getBytes("vector"))))
                .list();
        return texts;
    }

    /** What stands in these passages, by their numbers; only of articles that the visitor may read, and in the language they would. */
    @Transactional(readOnly = true)
    public Map<Place, Shown> shown(Map<Place, Integer> which, String language, Visitor visitor) {
        var places = List.copyOf(which.keySet());
        var shown = new HashMap<Place, Shown>();
        db.sql(HelpCentre.LISTED + ", s.anchor, s.heading, s.text " + HelpCentre.VERSIONS + """
                  join unnest(:articles, :languages, :passages) as place (article_id, language, nth)
                    on place.article_id = a.id and place.language = v.language
                  join knowledge.passage s
                    on s.article_id = place.article_id and s.language = place.language and s.nth = place.nth
                 where a.id = any(:articles)
                   and\s""" + HelpCentre.READABLE)
                .param("articles", articles(places))
                .param("languages", languages(places))
                .param("passages", places.stream().map(which::get).toArray(Integer[]::new))
                .param("language", language)
                .params(HelpCentre.params(visitor))
                .query((row, nth) -> {
                    var listed = HelpCentre.listed(row, nth);
                    var said = new Said(row.getString("anchor"), row.getString("heading"), row.getString("text"));
                    return shown.put(new Place(listed.id(), listed.language()), new Shown(listed, said));
                })
                .list();
        return shown;
    }

    private static UUID[] articles(Collection<Place> places) {
        return places.stream().map(place -> place.article().value()).toArray(UUID[]::new);
    }

    private static String[] languages(Collection<Place> places) {
        return places.stream().map(Place::language).toArray(String[]::new);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(new ArticleId(row.getObject("article_id", UUID.class)), row.getString("language"));
    }
}
