package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.Colleague;
import dev.millrace.people.PersonId;
import dev.millrace.people.Roster;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.CategoryId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who can answer what, read from what they solved: where only one person can, and who could learn it soonest.
 *
 * <p>Two categories are alike when the same people solve both. Who solves what is like a category they do not know, and has
 * a hand free, learns it soonest.
 */
@Component
public class Coverage {

    /** Who solved fewer has not shown that they can. */
    static final int SHOWN = 3;

    private static final int LEARNERS = 3;
    private static final int EXAMPLES = 3;

    public record Solved(long tickets, Duration usually) {}

    /** @param alike what they solve already and is like it, most alike first */
    public record Learner(Colleague who, List<Category> alike, int free) {}

    public record Example(long number, String subject) {}

    /** @param able who of those here now can, the most experienced first */
    public record Covered(
            Category category, long solved, List<Colleague> able, List<Learner> learners, List<Example> examples) {

        /** A category with tickets that at most one of those here can answer. */
        public boolean isFragile() {
            return solved >= SHOWN && able.size() <= 1;
        }
    }

    /** @param people those with anything solved, the busiest first; {@code others} have nothing */
    public record Report(
            List<Covered> categories,
            List<Colleague> people,
            int others,
            Map<CategoryId, Map<PersonId, Solved>> solved) {

        public List<Covered> fragile() {
            return categories.stream().filter(Covered::isFragile).toList();
        }
    }

    private record Cell(CategoryId category, PersonId person, Solved solved) {}

    private final JdbcClient db;
    private final Roster roster;
    private final Categories categories;
    private final Fairness fairness;
    private final Clock clock;

    Coverage(JdbcClient db, Roster roster, Categories categories, Fairness fairness, Clock clock) {
        this.db = db;
        this.roster = roster;
        this.categories = categories;
        this.fairness = fairness;
        this.clock = clock;
    }

    public Report of(int days) {
        var solved = solved(days);
        var here = roster.now().stream().filter(Colleague::answers).toList();
        var total = new HashMap<PersonId, Long>();
        solved.values().forEach(row -> row.forEach((who, did) -> total.merge(who, did.tickets(), Long::sum)));
        var busy = here.stream()
                .filter(each -> total.containsKey(each.id()))
                .sorted(Comparator.comparing((Colleague each) -> total.getOrDefault(each.id(), 0L))
                        .reversed())
                .toList();
        var study = new Study(solved, here, fairness.inHand());
        var covered = categories.active().stream()
                .map(category -> covered(category, study, days))
                .sorted(Comparator.comparing((Covered each) -> !each.isFragile())
                        .thenComparing(Comparator.comparingLong(Covered::solved).reversed()))
                .toList();
        return new Report(covered, busy, here.size() - busy.size(), solved);
    }

    private Covered covered(Category category, Study study, int days) {
        var able = study.able(category.id());
        var solved = study.solved(category.id());
        var fragile = solved >= SHOWN && able.size() <= 1;
        return new Covered(
                category,
                solved,
                able,
                fragile ? study.learners(category.id(), categories.active()) : List.of(),
                fragile ? examples(category.id(), days) : List.of());
    }

    /** What was solved by whom, as numbers to compare. */
    private record Study(
            Map<CategoryId, Map<PersonId, Solved>> solved, List<Colleague> here, Map<PersonId, Integer> inHand) {

        long solved(CategoryId category) {
            return row(category).values().stream().mapToLong(Solved::tickets).sum();
        }

        List<Colleague> able(CategoryId category) {
            return here.stream()
                    .filter(each -> can(each, category))
                    .sorted(Comparator.comparing((Colleague each) -> count(each, category))
                            .reversed())
                    .toList();
        }

        List<Learner> learners(CategoryId category, List<Category> all) {
            var alike = new HashMap<CategoryId, Double>();
            all.forEach(other -> alike.put(other.id(), alikeness(category, other.id())));
            var learners = new ArrayList<Map.Entry<Double, Learner>>();
            for (var who : here) {
                var free = who.duty().capacity() - inHand.getOrDefault(who.id(), 0);
                var known = all.stream()
                        .filter(other -> !other.id().equals(category) && can(who, other.id()))
                        .sorted(Comparator.comparing((Category other) -> alike.getOrDefault(other.id(), 0.0))
                                .reversed())
                        .toList();
                if (!can(who, category) && who.leave() == null && free > 0 && !known.isEmpty()) {
                    var closeness = known.stream()
                            .mapToDouble(other -> alike.getOrDefault(other.id(), 0.0))
                            .max()
                            .orElse(0);
                    var score = (0.1 + closeness) * free / who.duty().capacity();
                    learners.add(Map.entry(
                            score, new Learner(who, known.stream().limit(2).toList(), free)));
                }
            }
            return learners.stream()
                    .sorted(Map.Entry.<Double, Learner>comparingByKey().reversed())
                    .limit(LEARNERS)
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** The cosine of who solved how much of each, by the root so that the busiest does not decide alone. */
        private double alikeness(CategoryId one, CategoryId other) {
            var dot = 0.0;
            for (var each : row(one).entrySet()) {
                dot += Math.sqrt((double) each.getValue().tickets() * count(each.getKey(), other));
            }
            var length = Math.sqrt((double) solved(one) * solved(other));
            return length == 0 ? 0 : dot / length;
        }

        private boolean can(Colleague who, CategoryId category) {
            return count(who, category) >= SHOWN;
        }

        private long count(Colleague who, CategoryId category) {
            return count(who.id(), category);
        }

        private long count(PersonId who, CategoryId category) {
            var solved = row(category).get(who);
            return solved == null ? 0 : solved.tickets();
        }

        private Map<PersonId, Solved> row(CategoryId category) {
            return solved.getOrDefault(category, Map.of());
        }
    }

    private Map<CategoryId, Map<PersonId, Solved>> solved(int days) {
        return db
                .sql("""
                select category_id, assignee_id, count(*) as tickets,
                       percentile_cont(0.5) within group (order by extract(epoch from solved_at - opened_at)) as usually
                  from tickets.ticket
                 where status in ('solved', 'closed')
                   and solved_at >= :since
                   and category_id is not null
                   and assignee_id is not null
                 group by category_id, assignee_id
                """)
                .param("since", clock.instant().minus(Duration.ofDays(days)).atOffset(UTC))
                .query((row, _) -> new Cell(
                        new CategoryId(row.getObject("category_id", UUID.class)),
                        new PersonId(row.getObject("assignee_id", UUID.class)),
                        new Solved(row.getLong("tickets"), Duration.ofSeconds(row.getLong("usually")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Cell::category, Collectors.toMap(Cell::person, Cell::solved, (a, _) -> a)));
    }

    /** The latest that were solved after some conversation: there is something to read in them. */
    private List<Example> examples(CategoryId category, int days) {
        return db.sql("""
                select t.number, t.subject
                  from tickets.ticket t
                 where t.category_id = :category
                   and t.status in ('solved', 'closed')
                   and t.solved_at >= :since
                   and exists (select from tickets.message m where m.ticket_id = t.id and m.direction = 'out' and not m.automatic)
                 order by t.solved_at desc
                 limit :limit
                """)
                .param("category", category.value())
                .param("since", clock.instant().minus(Duration.ofDays(days)).atOffset(UTC))
                .param("limit", EXAMPLES)
                .query((row, _) -> new Example(row.getLong("number"), row.getString("subject")))
                .list();
    }
}
