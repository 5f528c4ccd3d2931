package dev.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Ids;
import dev.millrace.people.Colleague;
import dev.millrace.people.Duty;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Role;
import dev.millrace.people.SkillId;
import dev.millrace.people.TeamId;
import dev.millrace.people.WorkingHours;
import dev.millrace.routing.Policy.Available;
import dev.millrace.routing.Policy.ShiftEnd;
import dev.millrace.routing.Policy.Way;
import dev.millrace.routing.Policy.Wish;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets the next ticket, in stories and in thousands of random desks. */
class BenchTest {

    private static final TeamId TEAM = new TeamId(Ids.next());
    private static final TeamId OTHER_TEAM = new TeamId(Ids.next());
    private static final SkillId BILLING = new SkillId(Ids.next());

    @Test
    void eachHasTheirTurnBeforeAnybodyHasASecondOne() {
        var linus = colleague("Linus", 10);
        var radia = colleague("Radia", 10);
        var barbara = colleague("Barbara", 10);
        var bench = bench(linus, radia, barbara);

        var firstThree = Set.of(next(bench), next(bench), next(bench));
        assertThat(firstThree).containsExactlyInAnyOrder("Linus", "Radia", "Barbara");
    }

    @Test
    void whoeverCarriesTheSmallestShareOfWhatTheyCanIsNext() {
        var linus = colleague("Linus", 10);
        var radia = colleague("Radia", 4);
        var bench = new Bench(List.of(linus, radia), Map.of(linus.id(), 4, radia.id(), 1), Map.of());

        assertThat(bench.pick(ticket(), policy(Way.LOAD))).contains(linus);
    }

    @Test
    void nobodyGetsWhatDoesNotFitIntoTheirHands() {
        var linus = colleague("Linus", 3);
        var bench = new Bench(List.of(linus), Map.of(linus.id(), 1), Map.of());

        assertThat(bench.pick(weighing(3), policy(Way.LOAD))).isEmpty();
        assertThat(bench.pick(weighing(2), policy(Way.LOAD))).contains(linus);
        assertThat(bench.pick(weighing(1), policy(Way.LOAD))).isEmpty();
    }

    @Test
    void anAngryCustomerMeetsASeniorAndAnyoneWhenNoSeniorIsFree() {
        var linus = colleague("Linus", 10);
        var grace = senior("Grace", 1);
        var bench = bench(linus, grace);

        assertThat(bench.pick(angry(), policy(Way.LOAD))).contains(grace);
        assertThat(bench.pick(angry(), policy(Way.LOAD))).contains(linus);
    }

    @Test
    void adaMeetsTheOneSheKnowsAsLongAsTheyCanTakeIt() {
        var linus = colleague("Linus", 1);
        var radia = colleague("Radia", 10);
        var bench = bench(linus, radia);

        assertThat(bench.pick(knowing(linus), policy(Way.ROUND_ROBIN))).contains(linus);
        assertThat(bench.pick(knowing(linus), policy(Way.ROUND_ROBIN))).contains(radia);
    }

    @Test
    void aSkillThatIsAMustIsWaitedForAndOneThatIsAWishIsNot() {
        var linus = colleague("Linus", 10);
        var need = billing(2);

        assertThat(bench(linus).pick(need, wishing(Wish.MUST, Wish.IGNORE))).isEmpty();
        assertThat(bench(linus).pick(need, wishing(Wish.PREFER, Wish.IGNORE))).contains(linus);
    }

    @Test
    void whoKnowsItWellEnoughIsPreferred() {
        var beginner = knowing("Linus", Map.of(BILLING, 1));
        var expert = knowing("Radia", Map.of(BILLING, 3));

        assertThat(bench(beginner, expert).pick(billing(2), wishing(Wish.PREFER, Wish.IGNORE)))
                .contains(expert);
    }

    @Test
    void aGermanTicketGoesToWhoSpeaksGermanAndOneInNoKnownLanguageToAnybody() {
        var linus = colleague("Linus", 10);
        var radia = speaking("Radia", "de");

        assertThat(bench(linus, radia).pick(in("de"), wishing(Wish.IGNORE, Wish.MUST)))
                .contains(radia);
        assertThat(bench(linus).pick(in("de"), wishing(Wish.IGNORE, Wish.MUST))).isEmpty();
        assertThat(bench(linus).pick(in(null), wishing(Wish.IGNORE, Wish.MUST))).contains(linus);
    }

    @Test
    void whoIsAwayOfAnotherTeamOrAnOnlookerGetsNothing() {
        var away = here("Linus", Presence.AWAY, true, TEAM, Role.AGENT);
        var elsewhere = here("Radia", Presence.ONLINE, true, OTHER_TEAM, Role.AGENT);
        var onlooker = here("Barbara", Presence.ONLINE, true, TEAM, Role.COLLABORATOR);

        assertThat(bench(away, elsewhere, onlooker).pick(ticket(), available(Available.ANY_TIME)))
                .isEmpty();
    }

    @Test
    void availableMeansHereOrOnShiftOrAtAnyTime() {
        var here = here("Linus", Presence.ONLINE, false, TEAM, Role.AGENT);
        var onShift = here("Radia", Presence.OFFLINE, true, TEAM, Role.AGENT);

        assertThat(bench(here, onShift).pick(ticket(), available(Available.ONLINE)))
                .contains(here);
        assertThat(bench(here, onShift).pick(ticket(), available(Available.ON_SHIFT)))
                .contains(onShift);
        assertThat(bench(here("Linus", Presence.OFFLINE, false, TEAM, Role.AGENT))
                        .pick(ticket(), available(Available.ANY_TIME)))
                .isPresent();
    }

    @Test
    void inAnyHistoryNobodyIsGivenMoreThanTheyCanCarryAndNobodyIsPassedOver() {
        for (var seed = 1L; seed <= 500; seed++) {
            var random = new Random(seed);
            var people = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(nth -> anybody("Agent " + nth, random))
                    .toList();
            var policy = anyPolicy(random);
            var inHand = new HashMap<PersonId, Integer>();
            var bench = new Bench(people, inHand, Map.of());

            for (var step = 0; step < 60; step++) {
                var need = anyNeed(people, random);
                var before = new HashMap<>(inHand);
                var picked = bench.pick(need, policy);

                picked.ifPresent(who -> inHand.merge(who.id(), need.weight(), Integer::sum));
                var story = "seed %d, step %d: %s by %s".formatted(seed, step, need, policy);
                for (var person : people) {
                    assertThat(inHand.getOrDefault(person.id(), 0))
                            .as(story)
                            .isLessThanOrEqualTo(person.duty().capacity());
                }
                var able = people.stream()
                        .filter(each -> could(each, need, policy, before))
                        .toList();
                if (picked.isEmpty()) {
                    assertThat(able).as(story).isEmpty();
                } else {
                    assertThat(able).as(story).contains(picked.get());
                }
            }
        }
    }

    @Test
    void amongEqualsRoundRobinIsFairWithinOneTicketAtEveryMoment() {
        for (var seed = 1L; seed <= 200; seed++) {
            var random = new Random(seed);
            var people = IntStream.range(0, 2 + random.nextInt(6))
                    .mapToObj(nth -> colleague("Agent " + nth, 1000))
                    .toList();
            var bench = new Bench(people, Map.of(), Map.of());
            var received = new HashMap<PersonId, Integer>();
            people.forEach(each -> received.put(each.id(), 0));

            for (var step = 0; step < 100; step++) {
                var picked = bench.pick(weighing(1 + random.nextInt(3)), policy(Way.ROUND_ROBIN));
                received.merge(picked.orElseThrow().id(), 1, Integer::sum);

                assertThat(spread(received.values())).as("seed %d", seed).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void byLoadNobodyGetsATicketWhileAnotherWouldBeLeftWithASmallerShare() {
        for (var seed = 1L; seed <= 300; seed++) {
            var random = new Random(seed);
            var people = IntStream.range(0, 2 + random.nextInt(6))
                    .mapToObj(nth -> colleague("Agent " + nth, 5 + random.nextInt(30)))
                    .toList();
            var inHand = new HashMap<PersonId, Integer>();
            for (var step = 0; step < 60; step++) {
                // Some tickets are solved in between.
                people.forEach(each -> inHand.computeIfPresent(
                        each.id(), (_, units) -> random.nextInt(5) == 0 ? Math.max(0, units - 2) : units));
                var need = weighing(1 + random.nextInt(3));
                var picked = new Bench(people, inHand, Map.of()).pick(need, policy(Way.LOAD));

                for (var other : people) {
                    if (picked.isPresent() && could(other, need, policy(Way.LOAD), inHand)) {
                        assertThat(share(picked.get(), need, inHand))
                                .as("seed %d, step %d", seed, step)
                                .isLessThanOrEqualTo(share(other, need, inHand));
                    }
                }
                picked.ifPresent(who -> inHand.merge(who.id(), need.weight(), Integer::sum));
            }
        }
    }

    /** What the class says in words, said again without its code. */
    private static boolean could(Colleague who, Need need, Policy policy, Map<PersonId, Integer> inHand) {
        var here = switch (policy.available()) {
            case ONLINE -> who.presence() == Presence.ONLINE;
            case ON_SHIFT -> who.onShift() && (who.presence() == Presence.ONLINE || who.presence() == Presence.OFFLINE);
            case ANY_TIME -> who.presence() == Presence.ONLINE || who.presence() == Presence.OFFLINE;
        };
        var free = who.duty().capacity() - inHand.getOrDefault(who.id(), 0);
        var skilled =
                need.skills().stream().allMatch(each -> who.skills().getOrDefault(each.skill(), 0) >= each.level());
        var understands = need.language() == null || who.duty().languages().contains(need.language());
        return here
                && who.role() != Role.COLLABORATOR
                && who.teams().contains(need.team())
                && !need.notTo().contains(who.id())
                && free >= need.weight()
                && (skilled || policy.skills() != Wish.MUST)
                && (understands || policy.languages() != Wish.MUST);
    }

    private static double share(Colleague who, Need need, Map<PersonId, Integer> inHand) {
        return (inHand.getOrDefault(who.id(), 0) + need.weight())
                / (double) who.duty().capacity();
    }

    private static int spread(Iterable<Integer> counts) {
        var sorted = new ArrayList<Integer>();
        counts.forEach(sorted::add);
        sorted.sort(null);
        return sorted.getLast() - sorted.getFirst();
    }

    private static String next(Bench bench) {
        return bench.pick(ticket(), policy(Way.ROUND_ROBIN)).orElseThrow().name();
    }

    private static Bench bench(Colleague... people) {
        return new Bench(List.of(people), Map.of(), Map.of());
    }

    private static Colleague anybody(String name, Random random) {
        return new Colleague(
                new PersonId(Ids.next()),
                name,
                random.nextInt(8) == 0 ? Role.COLLABORATOR : Role.AGENT,
                random.nextInt(4) == 0 ? Set.of(OTHER_TEAM) : Set.of(TEAM),
                new Duty(
                        random.nextInt(12),
                        random.nextBoolean(),
                        random.nextBoolean() ? Set.of("de") : Set.of("en", "fr"),
                        null),
                random.nextBoolean() ? Map.of(BILLING, 1 + random.nextInt(3)) : Map.of(),
                Presence.values()[random.nextInt(4)],
                null,
                WorkingHours.usual(ZoneId.of("UTC")),
                random.nextBoolean(),
                null);
    }

    private static Policy anyPolicy(Random random) {
        return new Policy(
                random.nextBoolean() ? Way.LOAD : Way.ROUND_ROBIN,
                Wish.values()[random.nextInt(3)],
                Wish.values()[random.nextInt(3)],
                Available.values()[random.nextInt(3)],
                random.nextBoolean(),
                random.nextBoolean(),
                ShiftEnd.KEEP);
    }

    private static Need anyNeed(List<Colleague> people, Random random) {
        var somebody = people.get(random.nextInt(people.size())).id();
        return new Need(
                random.nextInt(4) == 0 ? OTHER_TEAM : TEAM,
                1 + random.nextInt(3),
                random.nextBoolean() ? "de" : null,
                random.nextBoolean() ? required(1 + random.nextInt(3)) : List.of(),
                random.nextBoolean(),
                random.nextBoolean() ? somebody : null,
                random.nextInt(3) == 0 ? Set.of(somebody) : Set.of());
    }

    private static Policy policy(Way way) {
        return new Policy(way, Wish.PREFER, Wish.PREFER, Available.ONLINE, true, true, ShiftEnd.KEEP);
    }

    private static Policy wishing(Wish skills, Wish languages) {
        return new Policy(Way.LOAD, skills, languages, Available.ONLINE, true, true, ShiftEnd.KEEP);
    }

    private static Policy available(Available available) {
        return new Policy(Way.LOAD, Wish.PREFER, Wish.PREFER, available, true, true, ShiftEnd.KEEP);
    }

    private static Need ticket() {
        return weighing(1);
    }

    private static Need weighing(int weight) {
        return new Need(TEAM, weight, null, List.of(), false, null, Set.of());
    }

    private static Need angry() {
        return new Need(TEAM, 1, null, List.of(), true, null, Set.of());
    }

    private static Need knowing(Colleague last) {
        return new Need(TEAM, 1, null, List.of(), false, last.id(), Set.of());
    }

    private static Need billing(int level) {
        return new Need(TEAM, 1, null, required(level), false, null, Set.of());
    }

    private static Need in(@Nullable String language) {
        return new Need(TEAM, 1, language, List.of(), false, null, Set.of());
    }

    private static List<RequiredSkill> required(int level) {
        return List.of(new RequiredSkill(Ids.next(), null, "de", BILLING, level));
    }

    private static Colleague colleague(String name, int capacity) {
        return colleague(name, new Duty(capacity, false, Set.of(), null), Map.of());
    }

    private static Colleague senior(String name, int capacity) {
        return colleague(name, new Duty(capacity, true, Set.of(), null), Map.of());
    }

    private static Colleague speaking(String name, String language) {
        return colleague(name, new Duty(10, false, Set.of(language), null), Map.of());
    }

    private static Colleague knowing(String name, Map<SkillId, Integer> skills) {
        return colleague(name, new Duty(10, false, Set.of(), null), skills);
    }

    private static Colleague here(String name, Presence presence, boolean onShift, TeamId team, Role role) {
        return new Colleague(
                new PersonId(Ids.next()),
                name,
                role,
                Set.of(team),
                Duty.USUAL,
                Map.of(),
                presence,
                null,
                WorkingHours.usual(ZoneId.of("UTC")),
                onShift,
                null);
    }

    private static Colleague colleague(String name, Duty duty, Map<SkillId, Integer> skills) {
        return new Colleague(
                new PersonId(Ids.next()),
                name,
                Role.AGENT,
                Set.of(TEAM),
                duty,
                skills,
                Presence.ONLINE,
                null,
                WorkingHours.usual(ZoneId.of("UTC")),
                true,
                null);
    }
}
