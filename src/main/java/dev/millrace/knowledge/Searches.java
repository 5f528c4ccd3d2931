package dev.millrace.knowledge;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.language.PassageIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What readers look for and whether they open what was found. Whoever asks the same twice on a day has asked once; of what is
 * chosen while it is being typed, that alone is kept.
 */
@Component
public class Searches extends WithWorkers {

    /** Beyond that the desk has better things to do than to count. */
    private static final int MOST_WAITING = 20_000;

    private static final int LONGEST = 200;

    /**
     * @param words as they may be kept
     * @param results how many were found
     */
    public record Asked(String language, String words, int results) {

        /** Without what could tell whose question it is. */
        public static Asked of(String language, String typed, int results) {
            var words =
                    Impersonal.without(typed.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), List.of());
            return new Asked(language, words.substring(0, Math.min(LONGEST, words.length())), results);
        }

        /** The same for the same words in any order. */
        String topic() {
            return PassageIndex.words(words).stream().distinct().sorted().collect(Collectors.joining(" "));
        }
    }

    private record Line(
            Reader reader, Asked asked, @Nullable ArticleId opened, boolean suggested, Instant at) {}

    private final LinkedBlockingQueue<Line> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final JdbcClient db;
    private final Clock clock;

    Searches(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public void asked(Reader reader, Asked asked) {
        note(new Line(reader, asked, null, false, clock.instant()));
    }

    /** @param suggested whether it was chosen while the question was still being typed */
    public void opened(Reader reader, Asked asked, ArticleId article, boolean suggested) {
        note(new Line(reader, asked, article, suggested, clock.instant()));
    }

    /** Kept a moment later, so that no reader waits for it. A question without words is none. */
    private void note(Line line) {
        if (!line.asked().topic().isEmpty()) {
            waiting.offer(line);
        }
    }

    @Override
    protected List<Worker> begin() {
        return List.of(Worker.start("help-searches", Duration.ofSeconds(2), this::write));
    }

    /** What waits is written before the desk ends. */
    @Override
    public void stop() {
        super.stop();
        write();
    }

    /** Everything that waits, in one statement; public for those who count right now. */
    public boolean write() {
        var lines = new ArrayList<Line>();
        waiting.drainTo(lines);
        if (!lines.isEmpty()) {
            db.sql("""
                    insert into knowledge.search (day, reader, language, topic, words, results, opened_id, suggested, at)
                    select l.day::date, decode(l.reader, 'hex'), l.language, l.topic, min(l.words), max(l.results),
                           (array_agg(l.opened order by l.at) filter (where l.opened is not null))[1], bool_and(l.suggested),
                           min(l.at::timestamptz)
                      from unnest(:days, :readers, :languages, :topics, :words, :results, :opened, :suggested, :ats)
                           as l (day, reader, language, topic, words, results, opened, suggested, at)
                     group by l.day, l.reader, l.language, l.topic
                        on conflict (day, reader, language, topic) do update
                       set results   = greatest(search.results, excluded.results),
                           opened_id = coalesce(search.opened_id, excluded.opened_id),
                           suggested = search.suggested and excluded.suggested
                    """)
                    .param("days", strings(lines, line -> line.reader().day().toString()))
                    .param(
                            "readers",
                            strings(
                                    lines,
                                    line -> HexFormat.of()
                                            .formatHex(line.reader().hash())))
                    .param("languages", strings(lines, line -> line.asked().language()))
                    .param("topics", strings(lines, line -> line.asked().topic()))
                    .param("words", strings(lines, line -> line.asked().words()))
                    .param(
                            "results",
                            lines.stream().map(line -> line.asked().results()).toArray(Integer[]::new))
                    .param(
                            "opened",
                            lines.stream()
                                    .map(line -> line.opened() == null
                                            ? null
                                            : line.opened().value())
                                    .toArray(UUID[]::new))
                    .param("suggested", lines.stream().map(Line::suggested).toArray(Boolean[]::new))
                    .param("ats", strings(lines, line -> line.at().atOffset(UTC).toString()))
                    .update();
        }
        return false;
    }

    private static String[] strings(List<Line> lines, Function<Line, String> word) {
        return lines.stream().map(word).toArray(String[]::new);
    }
}
