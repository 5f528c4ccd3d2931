package dev.millrace.routing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;

import dev.millrace.people.Colleague;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.routing.Policy.Way;
import dev.millrace.routing.Policy.Wish;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Those who could take a ticket, what each carries and when each had their turn: picks whoever gets the next one, and
 * counts it at once, so that many tickets are dealt one after the other without asking the database between.
 *
 * <p>Nobody is picked beyond their capacity. Among those left, what the team prefers comes first: a senior for who is
 * angry, the one the customer knows, the skills, the language; then whose turn it is or who carries least.
 */
final class Bench {

    /** A place in a team's turns. */
    record Place(TeamId team, PersonId person) {}

    private final List<Colleague> people;
    private final Map<PersonId, Integer> inHand;
    private final Map<Place, Long> turns;
    private long lastTurn;

    Bench(List<Colleague> people, Map<PersonId, Integer> inHand, Map<Place, Long> turns) {
        this.people = people.stream().filter(Colleague::answers).toList();
        this.inHand = new HashMap<>(inHand);
        this.turns = new HashMap<>(turns);
        this.lastTurn = turns.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Whoever gets it, as they were before they got it; nobody while nobody can. */
    Optional<Colleague> pick(Need need, Policy policy) {
        var picked = people.stream().filter(each -> can(each, need, policy)).min(preferred(need, policy));
        picked.ifPresent(colleague -> {
            inHand.merge(colleague.id(), need.weight(), Integer::sum);
            turns.put(new Place(need.team(), colleague.id()), ++lastTurn);
        });
        return picked;
    }

    int inHand(PersonId person) {
        return inHand.getOrDefault(person, 0);
    }

    /** Whether anybody could take even the lightest ticket of a team. */
    boolean hasRoom(TeamId team, Policy policy) {
        return people.stream()
                .anyMatch(each -> each.teams().contains(team)
                        && policy.available().includes(each)
                        && inHand(each.id()) < each.duty().capacity());
    }

    private boolean can(Colleague colleague, Need need, Policy policy) {
        return colleague.teams().contains(need.team())
                && !need.notTo().contains(colleague.id())
                && policy.available().includes(colleague)
                && inHand(colleague.id()) + need.weight() <= colleague.duty().capacity()
                && (policy.skills() != Wish.MUST || knows(colleague, need))
                && (policy.languages() != Wish.MUST || speaks(colleague, need));
    }

    private Comparator<Colleague> preferred(Need need, Policy policy) {
        return wished(need.angry() && policy.seniorsFirst(), each -> each.duty().senior())
                .thenComparing(wished(policy.sameAgain(), each -> each.id().equals(need.last())))
                .thenComparing(wished(policy.skills() == Wish.PREFER, each -> knows(each, need)))
                .thenComparing(wished(policy.languages() == Wish.PREFER, each -> speaks(each, need)))
                .thenComparing(policy.way() == Way.LOAD ? comparingDouble(each -> share(each, need)) : inTurn(need))
                .thenComparing(inTurn(need))
                .thenComparing(each -> each.id().value());
    }

    private double share(Colleague colleague, Need need) {
        return (double) (inHand(colleague.id()) + need.weight())
                / colleague.duty().capacity();
    }

    private Comparator<Colleague> inTurn(Need need) {
        return comparingLong(each -> turns.getOrDefault(new Place(need.team(), each.id()), 0L));
    }

    private static Comparator<Colleague> wished(boolean wish, Predicate<Colleague> holds) {
        return comparing(each -> wish && !holds.test(each));
    }

    private static boolean knows(Colleague colleague, Need need) {
        return need.skills().stream().allMatch(each -> colleague.knows(each.skill(), each.level()));
    }

    /** What is in no known language asks for none. */
    private static boolean speaks(Colleague colleague, Need need) {
        return need.language() == null || colleague.speaks(need.language());
    }
}
