package dev.millrace.tickets;

import dev.millrace.kernel.Slice;
import dev.millrace.tickets.Inbox.Row;
import dev.millrace.tickets.Inbox.Seek;
import dev.millrace.tickets.Inbox.Sort;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds tickets by the words of their subject and messages, latest activity first.
 *
 * <p>A common word stands in one of the latest tickets, so these are walked until a page is full; a rare one is looked up
 * in the index and its tickets are sorted. Either way is a hundred times too slow for the other kind of word, and the
 * planner, asked for both at once, takes the walk for any word. It knows how often the thousand most frequent words occur
 * and guesses one number for all others, so a glance at the latest tickets tells which kind of word it is.
 */
@Component
public class TicketSearch {

    private static final int GLANCE = 150;
    private static final int WALK = 2_000;

    /** One hit in so many of a page, found at a glance, makes the walk shorter than the look into the index. */
    private static final int WORTH_A_WALK = 6;

    private static final String MARK = "\uE000";
    private static final String UNMARK = "\uE001";
    private static final String QUERY = "websearch_to_tsquery('simple', :words)";

    /** A ticket and where the words stand in it. */
    public record Hit(Row row, List<Piece> snippet) {}

    /** A stretch of text, one of the words that were looked for or what stands between them. */
    public record Piece(String text, boolean found) {}

    private final JdbcClient db;
    private final Clock clock;

    TicketSearch(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Slice<Hit> page(String words, Criteria criteria, Reach reach, @Nullable String after, int limit) {
        var hits = hits(walked(GLANCE), words, criteria, reach, after, limit);
        if (hits.size() <= limit && hits.size() * WORTH_A_WALK > limit) {
            hits = hits(walked(WALK), words, criteria, reach, after, limit);
        }
        if (hits.size() <= limit) {
            hits = hits(lookedUp(), words, criteria, reach, after, limit);
        }
        return Slice.of(
                hits,
                limit,
                hit -> Seek.to(
                        Sort.RECENT,
                        hit.row().openedAt(),
                        hit.row().updatedAt(),
                        null,
                        hit.row().number()));
    }

    private List<Hit> hits(
            String chosen, String words, Criteria criteria, Reach reach, @Nullable String after, int limit) {
        var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant());
        var seek = Seek.after(after, Sort.RECENT);
        var narrowed = chosen.replace("{narrow}", filter.condition() + seek.condition());
        return db.sql(Inbox.lines(narrowed, Sort.RECENT, ", found.snippet", """
                left join lateral (
                    select ts_headline('simple', left(f.body, 8000), %s,
                                       'StartSel=%s, StopSel=%s, MaxFragments=1, MinWords=8, MaxWords=14, ShortWord=0') as snippet
                      from tickets.message f
                     where f.ticket_id = t.id
                       and f.words @@ %s
                     order by f.at desc
                     limit 1) found on true
                """.formatted(QUERY, MARK, UNMARK, QUERY)))
                .params(filter.params())
                .params(seek.params())
                .param("words", words)
                .param("limit", limit + 1)
                .query((row, nth) -> new Hit(Inbox.row(row, nth), pieces(row.getString("snippet"))))
                .list();
    }

    /** The limit of the inner query bounds the work; that of the lateral one keeps it a look at one ticket at a time. */
    private static String walked(int tickets) {
        return """
                select t.*
                  from (select t.*
                          from tickets.ticket t
                         where {narrow}
                         order by t.updated_at desc, t.number desc
                         limit %d) t
                  left join lateral (
                       select true as found
                         from tickets.message m
                        where m.ticket_id = t.id
                          and m.words @@ %s
                        limit 1) said on true
                 where said.found
                    or t.words @@ %s
                 order by t.updated_at desc, t.number desc
                 limit :limit
                """.formatted(tickets, QUERY, QUERY);
    }

    private static String lookedUp() {
        return """
                with hit as materialized (
                    select m.ticket_id as id from tickets.message m where m.words @@ %s
                     union
                    select s.id from tickets.ticket s where s.words @@ %s)
                select t.*
                  from hit
                  join tickets.ticket t on t.id = hit.id
                 where {narrow}
                 order by t.updated_at desc, t.number desc
                 limit :limit
                """.formatted(QUERY, QUERY);
    }

    private static List<Piece> pieces(@Nullable String snippet) {
        var pieces = new ArrayList<Piece>();
        if (snippet == null) {
            return pieces;
        }
        var parts = snippet.split(MARK, -1);
        pieces.add(new Piece(parts[0], false));
        for (var part : List.of(parts).subList(1, parts.length)) {
            var end = part.indexOf(UNMARK);
            pieces.add(new Piece(part.substring(0, Math.max(0, end)), true));
            pieces.add(new Piece(part.substring(end + 1), false));
        }
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }
}
