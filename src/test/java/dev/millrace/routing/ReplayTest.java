package dev.millrace.routing;

import static dev.millrace.routing.Cast.holds;
import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Models;
import dev.millrace.learning.Shop;
import dev.millrace.learning.Trust;
import dev.millrace.people.TeamId;
import dev.millrace.routing.Replay.Plan;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Tickets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Grace tries out whatever comes to her mind on Ada's past tickets: random rules and plans, from a seed that is printed. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import({Cast.class, dev.millrace.people.Cast.class, Shop.class})
class ReplayTest {

    private static final int RULES = 25;
    private static final int PLANS = 30;
    private static final int KINDS = 6;

    /** The desk's own work by the clock may fall between two looks; a replay that writes would be seen every time. */
    private static final int LOOKS = 4;

    private static final List<String> WORDS =
            List.of("invoice", "order", "parcel", "refund", "delivered", "box", "the", "?", "Ada");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Autowired
    private Replays replays;

    @Autowired
    private Replayer replayer;

    @Autowired
    private Rules rules;

    @Autowired
    private Models models;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Cast cast;

    @Autowired
    private dev.millrace.people.Cast desk;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient db;

    private Category money;
    private TeamId billing;

    @BeforeEach
    void adaHasWrittenAndGraceHasMadeRules() {
        System.out.println("ReplayTest: -Dseed=" + seed);
        money = shop.category(unique("Billing"), "Invoices, payments and refunds");
        shop.category(unique("Delivery"), "Parcels, shipping and tracking");
        billing = cast.team("Billing");
        shop.graceFiles(Shop.MONEY, money, 1);
        for (var text : Shop.PARCELS) {
            var ticket = shop.adaWrites(text);
            tickets.change(
                    ticket.id(),
                    List.of(change(random.nextInt(2)), new SetPriority(Priority.LOW)),
                    Actor.of(cast.grace()));
        }
        await().atMost(ofSeconds(60))
                .until(() -> models.serving(Learned.CATEGORY).isPresent()
                        && models.serving(Learned.PRIORITY).isPresent());
        await().atMost(ofSeconds(20))
                .until(() -> db.sql("select not exists (select from tickets.unsorted)")
                        .query(Boolean.class)
                        .single());
        for (var nth = 0; nth < RULES; nth++) {
            var rule = rules.add(rule(nth), cast.grace());
            if (random.nextBoolean()) {
                rules.enable(rule.id(), cast.grace());
            }
        }
    }

    @AfterEach
    void noRuleStaysOn() {
        rules.all().forEach(rule -> rules.archive(rule.id(), cast.grace()));
        shop.putAwayAllCategories();
    }

    @Test
    void whateverIsReplayedNothingIsWrittenButTheReplay() {
        var plans = IntStream.range(0, PLANS).mapToObj(_ -> plan()).toList();
        for (var look = 1; ; look++) {
            var before = quiet();
            var moved = 0;
            for (var plan : plans) {
                moved += replayer.run(plan, _ -> {}).moved();
            }
            ask(plans.getFirst());
            var after = digest();

            assertThat(moved).as("seed %d", seed).isPositive();
            if (after.equals(before) || look == LOOKS) {
                assertThat(after).as("seed %d", seed).isEqualTo(before);
                return;
            }
        }
    }

    private void ask(Plan plan) {
        var id = replays.ask(plan, cast.grace());
        await().atMost(ofSeconds(30)).until(() -> replays.find(id).result() != null);
    }

    /** What is in each table, once nobody writes any more. */
    private Map<String, String> quiet() {
        var last = new HashMap<>(digest());
        await().atMost(ofSeconds(30)).pollInterval(ofMillis(400)).until(() -> {
            var now = digest();
            var same = now.equals(last);
            last.clear();
            last.putAll(now);
            return same;
        });
        return last;
    }

    /** Rows with the transaction that wrote them, so that writing the same again is seen; and how far each sequence is. */
    private Map<String, String> digest() {
        var digest = new TreeMap<String, String>();
        db.sql("""
                select format('%I.%I', schemaname, tablename)
                  from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema')
                   and tablename <> 'scheduled_tasks'
                   and (schemaname, tablename) <> ('routing', 'replay')
                """)
                .query(String.class)
                .list()
                .forEach(table -> digest.put(
                        table, db.sql("""
                                select count(*) || ' ' || coalesce(sum(hashtextextended(each.xmin::text || each::text, 0)), 0)
                                  from %s as each
                                """.formatted(table)).query(String.class).single()));
        db.sql("select schemaname || '.' || sequencename as name, coalesce(last_value, 0) as at from pg_sequences")
                .query((row, _) -> digest.put(row.getString("name"), row.getString("at")))
                .list();
        return digest;
    }

    private Plan plan() {
        var on = new ArrayList<UUID>();
        rules.all().stream()
                .filter(_ -> random.nextBoolean())
                .forEach(rule -> on.add(rule.id().value()));
        var trust = new Trust(random.nextInt(4) > 0, 0.01 + random.nextInt(40) / 100.0);
        var field = random.nextBoolean() ? Learned.CATEGORY : Learned.PRIORITY;
        var versions = random.nextBoolean()
                ? Map.<Learned, Integer>of()
                : Map.of(field, models.serving(field).orElseThrow().version());
        return new Plan(1 + random.nextInt(8), trust, on, versions);
    }

    private RuleText rule(int nth) {
        var kinds = new ArrayList<>(IntStream.range(0, KINDS).boxed().toList());
        Collections.shuffle(kinds, random);
        var changes = kinds.subList(0, 1 + random.nextInt(3)).stream()
                .map(this::change)
                .toList();
        return new RuleText("Idea " + nth, criteria(1), changes, random.nextInt(5) == 0);
    }

    private Criteria criteria(int depth) {
        return switch (random.nextInt(depth == 1 ? 8 : 6)) {
            case 0, 1 -> holds(word());
            case 2 -> new Criteria.Not(holds(word()));
            case 3 -> Criteria.is(Is.Field.CATEGORY, money.id().toString());
            case 4 -> new Compares(Measure.SENTIMENT, Than.AT_LEAST, random.nextInt(100) - 60);
            case 5 -> Criteria.is(Is.Field.PRIORITY, Priority.values()[random.nextInt(4)].word());
            case 6 -> new Criteria.All(List.of(criteria(2), criteria(2)));
            default -> new Criteria.Any(List.of(criteria(2), criteria(2)));
        };
    }

    private Change change(int kind) {
        return switch (kind) {
            case 0 -> new SetTeam(billing);
            case 1 -> new SetCategory(money.id());
            case 2 -> new SetPriority(Priority.values()[random.nextInt(4)]);
            case 3 -> new AddTags(Set.of(word().equals("?") ? "asked" : "idea"));
            case 4 -> new SetStatus(Status.SOLVED);
            default -> new SetAssignee(desk.grace().id());
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
