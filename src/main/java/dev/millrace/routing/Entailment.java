package dev.millrace.routing;

import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Filled.Test;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What follows from conditions by themselves, whatever the ticket. It never claims what is not so, and may miss what is: a
 * condition is looked at as alternatives of single conditions that hold together, and one too tangled for that is left alone.
 */
final class Entailment {

    private static final int MOST_ALTERNATIVES = 200;

    /** A single condition, or that it does not hold. */
    private record Literal(Criteria atom, boolean holds) {

        boolean implies(Literal other) {
            if (holds && other.holds) {
                return follows(atom, other.atom);
            }
            if (!holds && !other.holds) {
                return follows(other.atom, atom);
            }
            return holds && excluded(atom, other.atom);
        }

        boolean contradicts(Literal other) {
            if (holds && other.holds) {
                return excluded(atom, other.atom);
            }
            return holds != other.holds && (holds ? follows(atom, other.atom) : follows(other.atom, atom));
        }
    }

    private Entailment() {}

    /** Whether the second holds for each ticket for which the first does. */
    static boolean implies(Criteria first, Criteria second) {
        var then = alternatives(second, true);
        return !then.isEmpty()
                && alternatives(first, true).stream()
                        .allMatch(all -> impossible(all)
                                || then.stream()
                                        .anyMatch(wanted -> wanted.stream()
                                                .allMatch(one -> all.stream().anyMatch(each -> each.implies(one)))))
                && isSimple(first);
    }

    /** Whether no ticket can have both. */
    static boolean excludes(Criteria first, Criteria second) {
        return impossible(first.and(second));
    }

    static boolean impossible(Criteria criteria) {
        return isSimple(criteria) && alternatives(criteria, true).stream().allMatch(Entailment::impossible);
    }

    private static boolean impossible(List<Literal> all) {
        return all.stream().anyMatch(one -> all.stream().anyMatch(one::contradicts));
    }

    private static boolean isSimple(Criteria criteria) {
        return alternatives(criteria, true).size() < MOST_ALTERNATIVES;
    }

    /** Each of them is enough; of too many only the first, which {@link #isSimple} tells. */
    private static List<List<Literal>> alternatives(Criteria criteria, boolean holds) {
        return switch (criteria) {
            case Criteria.Not(var of) -> alternatives(of, !holds);
            case Criteria.All(var of) -> holds ? together(of, true) : either(of, false);
            case Criteria.Any(var of) -> holds ? either(of, true) : together(of, false);
            case Contains _, Is _, Older _, Compares _, Frequent _, Filled _, Criteria.Words _ ->
                List.of(List.of(new Literal(criteria, holds)));
        };
    }

    private static List<List<Literal>> either(List<Criteria> of, boolean holds) {
        return of.stream()
                .flatMap(each -> alternatives(each, holds).stream())
                .limit(MOST_ALTERNATIVES)
                .toList();
    }

    private static List<List<Literal>> together(List<Criteria> of, boolean holds) {
        List<List<Literal>> all = List.of(List.of());
        for (var each : of) {
            var next = new ArrayList<List<Literal>>();
            for (var so : all) {
                for (var more : alternatives(each, holds)) {
                    next.add(Stream.concat(so.stream(), more.stream()).toList());
                }
            }
            all = next.size() > MOST_ALTERNATIVES ? next.subList(0, MOST_ALTERNATIVES) : next;
        }
        return all;
    }

    private static boolean follows(Criteria first, Criteria second) {
        return switch (first) {
            case Is is
            when second instanceof Is other && is.field() == other.field() ->
                is.values().stream().allMatch(value -> covers(other, value));
            case Filled filled
            when second instanceof Filled other && filled.field().equals(other.field()) -> follows(filled, other);
            case Contains(var text, var phrases)
            when second instanceof Contains other
                    && (other.text() == text || other.text() == Contains.Text.SUBJECT_OR_BODY) ->
                phrases.stream().allMatch(phrase -> other.phrases().stream().anyMatch(phrase::contains));
            case Compares compares
            when second instanceof Compares other
                    && compares.measure() == other.measure()
                    && compares.than() == other.than() ->
                compares.than() == Than.AT_LEAST
                        ? compares.number() >= other.number()
                        : compares.number() <= other.number();
            case Frequent(var tickets, var days)
            when second instanceof Frequent other -> tickets >= other.tickets() && days <= other.days();
            case Older(var since, var than)
            when second instanceof Older other && since == other.since() -> than.compareTo(other.than()) >= 0;
            default -> first.equals(second);
        };
    }

    private static boolean follows(Filled first, Filled second) {
        if (second.test() == Test.FILLED) {
            return first.test() != Test.IS || !first.values().contains(Is.NONE);
        }
        return first.test() == second.test()
                && switch (first.test()) {
                    case IS -> second.values().containsAll(first.values());
                    case CONTAINS ->
                        first.values().stream()
                                .allMatch(phrase -> second.values().stream().anyMatch(phrase::contains));
                    case FILLED, AT_LEAST, LESS, FROM, BEFORE -> first.equals(second);
                };
    }

    private static boolean covers(Is is, String value) {
        return is.values().contains(value)
                || (is.field() == Is.Field.REQUESTER
                        && value.contains("@")
                        && is.values().contains(value.substring(value.lastIndexOf('@'))));
    }

    private static boolean excluded(Criteria first, Criteria second) {
        return switch (first) {
            case Is is
            when second instanceof Is other && is.field() == other.field() && hasOneValue(is.field()) ->
                Collections.disjoint(is.values(), other.values());
            case Compares compares
            when second instanceof Compares other
                    && compares.measure() == other.measure()
                    && compares.than() != other.than() ->
                compares.than() == Than.AT_LEAST
                        ? compares.number() >= other.number()
                        : other.number() >= compares.number();
            case Filled filled
            when second instanceof Filled other
                    && filled.field().equals(other.field())
                    && filled.test() == Test.IS
                    && other.test() == Test.IS -> Collections.disjoint(filled.values(), other.values());
            default -> false;
        };
    }

    /** A ticket may have several tags, and a sender has an address and a domain. */
    private static boolean hasOneValue(Is.Field field) {
        return field != Is.Field.TAG && field != Is.Field.REQUESTER;
    }
}
