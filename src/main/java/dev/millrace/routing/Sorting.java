package dev.millrace.routing;

import dev.millrace.learning.Learned;
import dev.millrace.learning.Opinion;
import dev.millrace.people.TeamId;
import dev.millrace.routing.RuleBook.Step;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Ticket;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which a ticket is sorted. What was learned acts where it is sure, and where neither a person nor a rule says
 * otherwise: the category comes before the rules, because they may ask about it, and all else after them. Replay and the
 * sorter share it, so that what is shown is what would happen.
 *
 * @param offered the categories that can be chosen today: one that was put away is not chosen any more
 */
record Sorting(RuleBook book, Set<CategoryId> offered) {

    /** Who carries out what is decided; answers with the ticket after it, or with nothing when it cannot be done. */
    interface Hand {

        Optional<Ticket> change(Ticket ticket, Change change, Actor by);

        Optional<Ticket> follow(Rule rule, Ticket ticket, List<Change> changes);
    }

    /** Does everything on paper. */
    record Paper(Facts facts) implements Hand {

        @Override
        public Optional<Ticket> change(Ticket ticket, Change change, Actor by) {
            return Optional.of(
                    Changed.apply(ticket, List.of(change), facts.now()).ticket());
        }

        @Override
        public Optional<Ticket> follow(Rule rule, Ticket ticket, List<Change> changes) {
            return Optional.of(Changed.apply(ticket, changes, facts.now()).ticket());
        }
    }

    /**
     * A ticket that was sorted.
     *
     * @param steps what the rules did
     * @param accepted the fields that stand as they were learned
     * @param unsure whether somebody is to say what it is about
     */
    record Sorted(Ticket ticket, List<Step> steps, Map<Learned, Opinion> accepted, boolean unsure) {}

    Sorted sort(Facts facts, Set<Field> settled, Thought thought, Hand hand) {
        var accepted = new EnumMap<Learned, Opinion>(Learned.class);
        var ticket = facts.ticket();
        if (mayRecognise(facts, settled, thought)) {
            ticket = accept(ticket, Learned.CATEGORY, thought, hand, accepted);
        }
        var steps = book.read(facts.with(ticket), settled, hand::follow);
        ticket = steps.isEmpty() ? ticket : steps.getLast().after();
        var open = EnumSet.complementOf(fields(settled, steps));
        if (open.contains(Field.TEAM) && ticket.team() == null) {
            ticket = accept(ticket, Learned.TEAM, thought, hand, accepted);
        }
        if (open.contains(Field.PRIORITY) && ticket.priority() == Priority.MODERATE) {
            ticket = thought.sure(Learned.PRIORITY).isPresent()
                    ? accept(ticket, Learned.PRIORITY, thought, hand, accepted)
                    : rank(ticket, facts, thought, hand);
        }
        var unsure = ticket.category() == null && open.contains(Field.CATEGORY) && thought.has(Learned.CATEGORY);
        return new Sorted(ticket, steps, accepted, unsure);
    }

    /** Not when a rule would say what it is about. */
    private boolean mayRecognise(Facts facts, Set<Field> settled, Thought thought) {
        return facts.ticket().category() == null
                && !settled.contains(Field.CATEGORY)
                && thought.sure(Learned.CATEGORY)
                        .filter(opinion -> offered.contains(CategoryId.of(opinion.value())))
                        .isPresent()
                && book.read(facts, settled).stream().noneMatch(Sorting::setsCategory);
    }

    private static boolean setsCategory(Step step) {
        return step.done().stream().anyMatch(change -> Field.of(change) == Field.CATEGORY);
    }

    private static Ticket accept(
            Ticket ticket, Learned field, Thought thought, Hand hand, Map<Learned, Opinion> accepted) {
        return thought.sure(field)
                .flatMap(opinion -> {
                    var by = new Actor.Model(field.word(), opinion.version());
                    var changed = hand.change(ticket, change(field, opinion.value()), by);
                    changed.ifPresent(_ -> accepted.put(field, opinion));
                    return changed;
                })
                .orElse(ticket);
    }

    private static Ticket rank(Ticket ticket, Facts facts, Thought thought, Hand hand) {
        var priority = Grade.of(
                        thought.signs(), thought.mood(), facts.customer().value())
                .priority();
        return priority == ticket.priority()
                ? ticket
                : hand.change(ticket, new Change.SetPriority(priority), Ranking.ACTOR)
                        .orElse(ticket);
    }

    private static Change change(Learned field, String value) {
        return switch (field) {
            case CATEGORY -> new Change.SetCategory(CategoryId.of(value));
            case TEAM -> new Change.SetTeam(TeamId.of(value));
            case PRIORITY -> new Change.SetPriority(Priority.of(value));
        };
    }

    private static EnumSet<Field> fields(Set<Field> settled, List<Step> steps) {
        var fields = EnumSet.noneOf(Field.class);
        fields.addAll(settled);
        steps.forEach(step -> step.done().forEach(change -> fields.add(Field.of(change))));
        return fields;
    }
}
