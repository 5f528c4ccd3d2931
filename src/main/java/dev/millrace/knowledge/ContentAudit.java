package dev.millrace.knowledge;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Slice;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything that is published, looked at again: what is wrong with it, what is old, what nobody promised to look after. */
@Component
@Transactional(readOnly = true)
public class ContentAudit {

    /** What nobody has touched for so long is doubtful. */
    static final Duration STALE = Duration.ofDays(365);

    private static final int PAGE = 50;
    private static final int BATCH = 200;

    public enum Concern {
        /** A link, an anchor or a file leads nowhere. */
        BROKEN,
        /** Hard to read, or to see. */
        HARD,
        /** Published a year ago or longer. */
        STALE,
        /** No review date: nobody is reminded of it. */
        UNDATED,
        /** The review date is over. */
        DUE,
        /** The first language says something newer. */
        OUTDATED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An article in one language, and what concerns about it. */
    public record Row(
            long number,
            String language,
            String title,
            SectionId section,
            PersonId owner,
            Instant publishedAt,
            Set<Concern> concerns,
            List<Finding> findings) {
        public Row {
            concerns = Set.copyOf(concerns);
            findings = List.copyOf(findings);
        }
    }

    private record Edition(Row row, Wording wording) {}

    private final JdbcClient db;
    private final Checks checks;
    private final Clock clock;

    ContentAudit(JdbcClient db, Checks checks, Clock clock) {
        this.db = db;
        this.checks = checks;
        this.clock = clock;
    }

    /** Those with any concern, or with this one; newest article first. */
    public Slice<Row> page(@Nullable Concern wanted, @Nullable String after) {
        return page(wanted, after, PAGE);
    }

    Slice<Row> page(@Nullable Concern wanted, @Nullable String after, int limit) {
        var found = new ArrayList<Row>();
        var cursor = Cursor.parse(after, 2);
        while (found.size() <= limit) {
            var batch = batch(cursor);
            audited(batch).stream()
                    .filter(row -> wanted == null
                            ? !row.concerns().isEmpty()
                            : row.concerns().contains(wanted))
                    .forEach(found::add);
            if (batch.size() < BATCH) {
                break;
            }
            cursor = Optional.of(cursor(batch.getLast().row()));
        }
        return Slice.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, ContentAudit::cursor);
    }

    /** Everything that is published, with or without a concern, for a table elsewhere. */
    public List<Row> all() {
        var rows = new ArrayList<Row>();
        var cursor = Optional.<Cursor>empty();
        while (true) {
            var batch = batch(cursor);
            rows.addAll(audited(batch));
            if (batch.size() < BATCH) {
                return rows;
            }
            cursor = Optional.of(cursor(batch.getLast().row()));
        }
    }

    private static Cursor cursor(Row row) {
        return Cursor.of(row.number(), row.language());
    }

    private List<Row> audited(List<Edition> editions) {
        return editions.stream()
                .collect(Collectors.groupingBy(edition -> edition.row().language()))
                .entrySet()
                .stream()
                .flatMap(spoken -> audited(spoken.getValue(), spoken.getKey()).stream())
                .sorted((a, b) -> a.number() == b.number()
                        ? a.language().compareTo(b.language())
                        : Long.compare(b.number(), a.number()))
                .toList();
    }

    private List<Row> audited(List<Edition> editions, String language) {
        var reports = checks.of(editions.stream().map(Edition::wording).toList(), language);
        return IntStream.range(0, editions.size())
                .mapToObj(nth -> with(editions.get(nth).row(), reports.get(nth)))
                .toList();
    }

    private static Row with(Row row, Checks.Report report) {
        var concerns = EnumSet.noneOf(Concern.class);
        concerns.addAll(row.concerns());
        if (report.has(Finding.Weight.BROKEN)) {
            concerns.add(Concern.BROKEN);
        }
        if (report.has(Finding.Weight.HARD)) {
            concerns.add(Concern.HARD);
        }
        return new Row(
                row.number(),
                row.language(),
                row.title(),
                row.section(),
                row.owner(),
                row.publishedAt(),
                concerns,
                report.findings());
    }

    private List<Edition> batch(Optional<Cursor> after) {
        var values = after.map(Cursor::values);
        return db.sql("""
                select a.number, a.section_id, a.owner_id, v.language, v.title, v.summary, v.body, v.published_at,
                       v.published_at < :stale as stale, a.review_days is null as undated,
                       coalesce(a.review_due <= :today, false) as due,
                       coalesce(v.original < o.version, false) as outdated
                  from knowledge.published p
                  join knowledge.version v using (article_id, language, version)
                  join knowledge.article a on a.id = p.article_id
                  left join knowledge.published o on o.article_id = a.id and o.language = a.language
                 where not a.archived
                   and (a.number < :number or (a.number = :number and v.language > :language))
                 order by a.number desc, v.language
                 limit :limit
                """)
                .param("stale", clock.instant().minus(STALE).atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.now(clock))
                .param("number", values.map(of -> number(of.getFirst())).orElse(Long.MAX_VALUE))
                .param("language", values.map(List::getLast).orElse(""))
                .param("limit", BATCH)
                .query((row, _) -> {
                    var concerns = EnumSet.noneOf(Concern.class);
                    for (var concern : List.of(Concern.STALE, Concern.UNDATED, Concern.DUE, Concern.OUTDATED)) {
                        if (row.getBoolean(concern.word())) {
                            concerns.add(concern);
                        }
                    }
                    return new Edition(
                            new Row(
                                    row.getLong("number"),
                                    row.getString("language"),
                                    row.getString("title"),
                                    new SectionId(row.getObject("section_id", UUID.class)),
                                    new PersonId(row.getObject("owner_id", UUID.class)),
                                    row.getObject("published_at", OffsetDateTime.class)
                                            .toInstant(),
                                    concerns,
                                    List.of()),
                            new Wording(row.getString("title"), row.getString("summary"), row.getString("body")));
                })
                .list();
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
