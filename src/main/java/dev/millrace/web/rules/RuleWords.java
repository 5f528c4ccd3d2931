package dev.millrace.web.rules;

import dev.millrace.routing.Field;
import dev.millrace.routing.RuleText;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule as a sentence that anybody can read. */
public record RuleWords(Texts t, RuleValues values) {

    /** What differs between two versions, in words. */
    public record Difference(String part, String before, String after) {}

    /** A field before and after. */
    public record Effect(String field, String before, String after) {}

    public String sentence(RuleText text) {
        return t.of(text.stop() ? "rules.words.stop" : "rules.words.rule", when(text), then(text));
    }

    public String when(RuleText text) {
        return condition(text.criteria(), true);
    }

    public String then(RuleText text) {
        return list(text.changes().stream().map(this::change).toList(), "rules.words.and");
    }

    private String condition(Criteria criteria, boolean top) {
        return switch (criteria) {
            case Criteria.All(var of) -> group(of, "rules.words.and", top);
            case Criteria.Any(var of) -> group(of, "rules.words.or", top);
            case Criteria.Not(Contains(var text, var phrases)) ->
                t.of("rules.words.contains_not", asked(Asked.of(text)), searched(phrases));
            case Criteria.Not(Is is) -> is(is, "_not");
            case Contains(var text, var phrases) ->
                t.of("rules.words.contains", asked(Asked.of(text)), searched(phrases));
            case Is is -> is(is, "");
            case Criteria.Not _, Criteria.Older _, Criteria.Compares _, Criteria.Frequent _, Criteria.Words _ ->
                throw new IllegalArgumentException("No rule asks this: " + criteria);
        };
    }

    private String is(Is is, String not) {
        var asked = Asked.of(is.field());
        return t.of(
                (asked == Asked.TAG ? "rules.words.tagged" : "rules.words.is") + not,
                names(asked, is.values()),
                asked(asked));
    }

    private String group(List<Criteria> of, String word, boolean top) {
        var each = of.stream().map(one -> condition(one, false)).toList();
        var all = String.join(" " + t.of(word) + " ", each);
        return top || each.size() == 1 ? all : "(" + all + ")";
    }

    private String change(Change change) {
        var does = Does.of(change);
        var to = does.to().isWritten()
                ? quoted(Does.values(change), "rules.words.and")
                : names(does.to(), Does.values(change));
        return t.of("rules.words.does." + does.word(), to);
    }

    private String asked(Asked asked) {
        return t.of("rules.words.asked." + asked.word());
    }

    private String quoted(Collection<String> phrases, String word) {
        return list(phrases.stream().map(this::quoted).toList(), word);
    }

    private String searched(Collection<String> phrases) {
        return list(
                phrases.stream()
                        .map(phrase -> t.of("rules.words.quoted", phrase))
                        .toList(),
                "rules.words.or");
    }

    private String quoted(String phrase) {
        return phrase.equals(Is.NONE) ? t.of("rules.none.any") : t.of("rules.words.quoted", phrase);
    }

    private String names(Asked asked, Collection<String> chosen) {
        return asked.isWritten()
                ? quoted(chosen, "rules.words.or")
                : list(chosen.stream().map(value -> values.name(asked, value)).toList(), "rules.words.or");
    }

    /** "a", "a or b", "a, b or c". */
    private String list(List<String> of, String word) {
        return of.size() < 2
                ? String.join("", of)
                : String.join(", ", of.subList(0, of.size() - 1)) + " " + t.of(word) + " " + of.getLast();
    }

    /** What a version says other than the one before it; for the first, everything it says. */
    public List<Difference> differences(@Nullable RuleText before, RuleText after) {
        var all = new ArrayList<Difference>();
        differ(all, "rules.part.name", before == null ? "" : before.name(), after.name());
        differ(all, "rules.part.when", before == null ? "" : when(before), when(after));
        differ(all, "rules.part.then", before == null ? "" : then(before), then(after));
        differ(all, "rules.part.stop", before == null ? "" : stop(before), stop(after));
        return all;
    }

    private void differ(List<Difference> all, String part, String before, String after) {
        if (!before.equals(after)) {
            all.add(new Difference(t.of(part), before, after));
        }
    }

    private String stop(RuleText text) {
        return t.of(text.stop() ? "rules.stop.yes" : "rules.stop.no");
    }

    public Effect effect(TicketEvent event) {
        return switch (event) {
            case TicketEvent.TeamChanged(var from, var to) -> effect(Asked.TEAM, from, to);
            case TicketEvent.AssigneeChanged(var from, var to) -> effect(Asked.ASSIGNEE, from, to);
            case TicketEvent.CategoryChanged(var from, var to) ->
                effect(Asked.CATEGORY, from == null ? null : from.value(), to == null ? null : to.value());
            case TicketEvent.PriorityChanged(var from, var to) -> effect(Asked.PRIORITY, from.word(), to.word());
            case TicketEvent.StatusChanged(var from, var to) -> effect(Asked.STATUS, from.word(), to.word());
            case TicketEvent.TagsChanged(var added, var removed) ->
                new Effect(t.of("rules.field.tags"), String.join(", ", removed), String.join(", ", added));
            default -> throw new IllegalArgumentException("No rule does this: " + event);
        };
    }

    private Effect effect(Asked asked, @Nullable Object from, @Nullable Object to) {
        return new Effect(
                t.of("rules.field." + asked.word()),
                values.name(asked, Objects.toString(from, Is.NONE)),
                values.name(asked, Objects.toString(to, Is.NONE)));
    }

    /** The value a ticket has today in a field that an effect is about. */
    public String today(TicketEvent event, Ticket today) {
        return Field.of(event).map(field -> today(field, today)).orElse("");
    }

    private String today(Field field, Ticket today) {
        return switch (field) {
            case TEAM -> values.name(Asked.TEAM, Objects.toString(today.team(), Is.NONE));
            case ASSIGNEE -> values.name(Asked.ASSIGNEE, Objects.toString(today.assignee(), Is.NONE));
            case CATEGORY ->
                values.name(
                        Asked.CATEGORY,
                        today.category() == null
                                ? Is.NONE
                                : today.category().value().toString());
            case PRIORITY -> values.name(Asked.PRIORITY, today.priority().word());
            case STATUS -> values.name(Asked.STATUS, today.status().word());
            case TAGS -> today.tags().stream().collect(Collectors.joining(", "));
        };
    }
}
