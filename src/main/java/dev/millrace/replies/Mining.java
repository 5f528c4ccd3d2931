package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.language.LanguageId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks through what agents typed for answers that are nearly the same, and proposes them as templates. It reads and compares
 * without a transaction, and writes down in one what it found: begun again, it finds the same.
 */
@Component
public class Mining {

    static final Duration LOOKING_BACK = Duration.ofDays(7L * 26);

    /** More answers are not compared: the latest of them say enough. */
    static final int MOST_ANSWERS = 20_000;

    /** So many tickets of so many customers: what a single one was told stays between them. */
    static final int FEWEST_TICKETS = 5;

    private static final int FEWEST_CUSTOMERS = 3;

    private static final int MOST_PROPOSALS = 100;
    private static final int LONGEST = 20_000;

    /** A template that says so much of it is this template. */
    private static final double EXISTS = .7;

    /** A proposal found again differs a little from the last one. */
    private static final double AGAIN = .7;

    private static final int LONGEST_NAME = 60;

    static final LanguageId LANGUAGES = new LanguageId(
            Set.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "fi", "cs", "tr", "uk"));

    private record Found(Mould mould, List<PastAnswer> answers) {}

    private record Standing(UUID id, List<String> core, boolean open) {}

    private final Templates templates;
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final Clock clock;

    Mining(Templates templates, JdbcClient db, TransactionOperations transactions, Clock clock) {
        this.templates = templates;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks once through everything, and answers how many proposals there are after it. */
    public int look() {
        var known = templates();
        var found = new ArrayList<Found>();
        for (var group : AnswerGroups.of(answers())) {
            var answers = oneOfEachTicket(group);
            if (answers.size() >= FEWEST_TICKETS
                    && customers(answers) >= FEWEST_CUSTOMERS
                    && found.size() < MOST_PROPOSALS) {
                Mould.of(answers)
                        .filter(mould -> isUnderstood(mould.body()))
                        .filter(mould -> known.stream().noneMatch(core -> Likeness.of(core, mould.core()) >= EXISTS))
                        .filter(mould -> found.stream()
                                .noneMatch(other -> Likeness.of(other.mould().core(), mould.core()) >= AGAIN))
                        .ifPresent(mould -> found.add(new Found(mould, answers)));
            }
        }
        return Objects.requireNonNull(transactions.execute(_ -> keep(found)));
    }

    /** What people wrote could by chance look like something a template can say. */
    private static boolean isUnderstood(String body) {
        try {
            Wording.parse("body", body, Set.of());
            return body.length() <= LONGEST;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private List<PastAnswer> answers() {
        return db.sql("""
                select m.id, m.ticket_id, t.number, t.subject, t.requester_id, c.name as customer, m.author_id,
                       a.name as agent, m.at, m.body
                  from tickets.message m
                  join tickets.ticket t on t.id = m.ticket_id
                  join people.person c on c.id = t.requester_id
                  join people.person a on a.id = m.author_id
                  join people.agent g on g.person_id = a.id
                 where m.direction = 'out'
                   and not m.automatic
                   and m.at > :since
                   and length(m.body) between 40 and :longest
                   and not exists (select
                                     from replies.insertion i
                                    where i.message_id = m.id
                                      and i.kept >= .5)
                 order by m.at desc, m.id
                 limit :most
                """)
                .param("since", clock.instant().minus(LOOKING_BACK).atOffset(UTC))
                .param("longest", LONGEST)
                .param("most", MOST_ANSWERS)
                .query((row, _) -> new PastAnswer(
                        row.getObject("id", UUID.class),
                        row.getObject("ticket_id", UUID.class),
                        row.getString("subject"),
                        row.getObject("requester_id", UUID.class),
                        row.getObject("author_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Phrased.of(
                                row.getString("body"),
                                known(row.getString("customer"), row.getString("agent"), row.getLong("number")))))
                .list();
    }

    /** The blanks by what fills them in this ticket. */
    static Map<String, String> known(String customer, String agent, long number) {
        var known = new HashMap<String, String>();
        known.put(Long.toString(number), "{{ticket.number}}");
        named(agent, "{{agent.first_name}}", "{{agent.name}}", known);
        if (!customer.contains("@")) {
            named(customer, "{{customer.first_name|there}}", "{{customer.name}}", known);
        }
        return known;
    }

    private static void named(String name, String first, String whole, Map<String, String> known) {
        var begins = name.strip().split("\\s", 2)[0];
        if (begins.length() > 1) {
            known.put(name.strip(), whole);
            known.put(begins, first);
        }
    }

    private static List<PastAnswer> oneOfEachTicket(List<PastAnswer> group) {
        var seen = new HashSet<UUID>();
        return group.stream().filter(answer -> seen.add(answer.ticket())).toList();
    }

    private static long customers(List<PastAnswer> answers) {
        return answers.stream().map(PastAnswer::customer).distinct().count();
    }

    /** What all templates of the desk say always, those too that are being written. */
    private List<List<String>> templates() {
        return templates.everybodys().stream()
                .filter(template -> !template.archived() && !(template.place().shelf() instanceof Shelf.OfPerson))
                .flatMap(template -> {
                    var bodies = new ArrayList<String>();
                    template.serving()
                            .forEach(served -> bodies.addAll(
                                    served.version().text().bodies().values()));
                    if (template.draft() != null) {
                        bodies.addAll(template.draft().text().bodies().values());
                    }
                    return bodies.stream();
                })
                .map(body -> Phrased.ofTemplate(body).core())
                .toList();
    }

    private int keep(List<Found> found) {
        db.sql("select pg_advisory_xact_lock(hashtext('replies.proposal'))")
                .query()
                .singleRow();
        var standing = standing();
        var still = new HashSet<UUID>();
        for (var one : found) {
            var before = standing.stream()
                    .filter(other -> !still.contains(other.id()))
                    .max(Comparator.comparing(
                            other -> Likeness.of(other.core(), one.mould().core())))
                    .filter(other -> Likeness.of(other.core(), one.mould().core()) >= AGAIN)
                    .map(Standing::id);
            var id = before.orElseGet(Ids::next);
            still.add(id);
            save(id, one);
        }
        var gone = standing.stream()
                .filter(one -> one.open() && !still.contains(one.id()))
                .map(Standing::id)
                .toList();
        db.sql("delete from replies.proposal where id = any(:gone)")
                .param("gone", gone.toArray(UUID[]::new))
                .update();
        return found.size();
    }

    /** Those that were put aside are remembered, whatever is found. */
    private List<Standing> standing() {
        return db.sql(
                        "select id, body, dismissed_at is null and template_id is null as open from replies.proposal order by id")
                .query((row, _) -> new Standing(
                        row.getObject("id", UUID.class),
                        Phrased.ofTemplate(row.getString("body")).core(),
                        row.getBoolean("open")))
                .list();
    }

    private void save(UUID id, Found found) {
        var answers = found.answers();
        var times = answers.stream().map(PastAnswer::at).sorted().toList();
        db.sql("""
                insert into replies.proposal (id, language, name, body, words, tickets, agents, since, latest, found_at)
                values (:id, :language, :name, :body, :words, :tickets, :agents, :since, :latest, :now)
                on conflict (id) do update
                   set language = excluded.language, name = excluded.name, body = excluded.body, words = excluded.words,
                       tickets = excluded.tickets, agents = excluded.agents, since = excluded.since, latest = excluded.latest
                """)
                .param("id", id)
                .param("language", language(answers.getFirst()))
                .param("name", name(found))
                .param("body", found.mould().body())
                .param("words", found.mould().core().size())
                .param("tickets", answers.size())
                .param("agents", (int)
                        answers.stream().map(PastAnswer::agent).distinct().count())
                .param("since", times.getFirst().atOffset(UTC))
                .param("latest", times.getLast().atOffset(UTC))
                .param("now", clock.instant().atOffset(UTC))
                .update();
        db.sql("delete from replies.proposal_answer where proposal_id = :id")
                .param("id", id)
                .update();
        db.sql("insert into replies.proposal_answer (proposal_id, message_id) select :id, unnest(:messages)")
                .param("id", id)
                .param("messages", answers.stream().map(PastAnswer::message).toArray(UUID[]::new))
                .update();
    }

    private static String language(PastAnswer answer) {
        return LANGUAGES
                .of(Phrased.text(answer.phrased().tokens()))
                .map(detected -> detected.language())
                .orElse("en");
    }

    /** The subject whose words most of the tickets share, if nobody is named in it; else what the answer begins with. */
    private static String name(Found found) {
        var counts = new HashMap<String, Integer>();
        var subjects = found.answers().stream()
                .map(answer -> subject(answer.subject()))
                .toList();
        subjects.forEach(subject -> words(subject).forEach(word -> counts.merge(word, 1, Integer::sum)));
        var shared = subjects.stream()
                .filter(subject -> words(subject).size() > 1
                        && words(subject).stream()
                                .allMatch(word -> counts.getOrDefault(word, 0) * 3 >= subjects.size()))
                .max(Comparator.comparing((String subject) -> words(subject).stream()
                                .mapToInt(word -> counts.getOrDefault(word, 0))
                                .sum())
                        .thenComparing(Comparator.naturalOrder()));
        return shared.map(Mining::shortened).orElseGet(() -> shortened(begins(found.mould())));
    }

    private static String begins(Mould mould) {
        var lines = mould.body()
                .replaceAll("\\{\\{[^{}]*}}", "…")
                .lines()
                .map(String::strip)
                .toList();
        return lines.stream()
                .filter(line -> line.split("\\s+").length > 4)
                .findFirst()
                .orElse(String.join(" ", lines));
    }

    private static String subject(String subject) {
        return subject.replaceAll("(?i)^(?:(?:re|aw|fwd?|wg)\\s*:\\s*)+", "")
                .replaceAll("\\S*\\d\\S*", "")
                .replaceAll("\\s+", " ")
                .replaceAll("\\s+([?!.,;:])", "$1")
                .strip();
    }

    private static Set<String> words(String subject) {
        return Phrased.of(subject, Map.of()).tokens().stream()
                .filter(Phrased.Token::isWord)
                .map(Phrased.Token::key)
                .collect(Collectors.toSet());
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_NAME) {
            return text;
        }
        var cut = text.lastIndexOf(' ', LONGEST_NAME);
        return text.substring(0, cut < 20 ? LONGEST_NAME : cut) + "…";
    }
}
