package dev.millrace.web.rules;

import dev.millrace.routing.Field;
import dev.millrace.routing.Moment;
import dev.millrace.routing.RuleText;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.web.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
        if (text.moment() instanceof Moment.Opens) {
            return t.of(text.stop() ? "rules.words.stop" : "rules.words.rule", when(text), then(text));
        }
        return when(text).isEmpty()
                ? t.of("rules.words.always", moment(text.moment()), then(text))
                : t.of("rules.words.automation", moment(text.moment()), when(text), then(text));
    }

    /** "When the customer writes again", "When a ticket has waited for the customer for 3 days". */
    public String moment(Moment moment) {
        return switch (moment) {
            case Moment.Opens _ -> t.of("rules.moment.opens");
            case Moment.Happens(var what) -> t.of("rules.moment.happens." + what.word());
            case Moment.Lasts(var state, var time) -> t.of("rules.moment.lasts." + state.word(), length(time));
        };
    }

    private String length(Duration time) {
        var span = Span.of(time);
        return t.of("rules.span." + span.unit().word(), Long.parseLong(span.number()));
    }

    public String when(RuleText text) {
        return condition(text.criteria(), true);
    }

    public String then(RuleText text) {
        var all = new ArrayList<String>();
        if (text.followUp() != null) {
            all.add(t.of("rules.words.does.follow_up"));
        }
        text.changes().forEach(change -> all.add(change(change)));
        return list(all, "rules.words.and");
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
            case Compares(var measure, var than, var number) ->
                t.of(
                        "rules.words.number." + than.name().toLowerCase(Locale.ROOT),
                        asked(Asked.of(measure)),
                        t.of("rules.number." + Asked.of(measure).word(), Row.plain(number)));
            case Criteria.Not(Frequent(var tickets, var days)) -> t.of("rules.words.frequent_not", tickets, days);
            case Frequent(var tickets, var days) -> t.of("rules.words.frequent", tickets, days);
            case Criteria.Not(Filled filled) -> filled(filled, "_not");
            case Filled filled -> filled(filled, "");
            case Criteria.Not(Older(var since, var than)) ->
                t.of("rules.words.older_not", asked(Asked.of(since)), length(than));
            case Older(var since, var than) -> t.of("rules.words.older", asked(Asked.of(since)), length(than));
            case Criteria.Not _, Criteria.Words _ ->
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

    private String filled(Filled filled, String not) {
        var field = custom(filled.field());
        return switch (filled.test()) {
            case FILLED -> t.of("rules.words.filled" + not, field);
            case CONTAINS -> t.of("rules.words.contains" + not, field, searched(filled.values()));
            case IS ->
                t.of(
                        "rules.words.is" + not,
                        list(
                                filled.values().stream()
                                        .map(value -> values.nameCustom(filled.field(), value))
                                        .toList(),
                                "rules.words.or"),
                        field);
            case AT_LEAST, LESS, FROM, BEFORE ->
                t.of(
                        "rules.words.number." + filled.test().name().toLowerCase(Locale.ROOT),
                        field,
                        values.nameCustom(
                                filled.field(), filled.values().iterator().next()));
        };
    }

    private String custom(String key) {
        return t.of("rules.words.quoted", CustomField.of(key, values.custom()).name());
    }

    private String group(List<Criteria> of, String word, boolean top) {
        var each = of.stream().map(one -> condition(one, false)).toList();
        var all = String.join(" " + t.of(word) + " ", each);
        return top || each.size() == 1 ? all : "(" + all + ")";
    }

    private String change(Change change) {
        if (change instanceof Change.SetField(var key, var to)) {
            return t.of("rules.words.does.field", custom(key), values.nameCustom(key, Objects.toString(to, Is.NONE)));
        }
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
        differ(all, "rules.part.moment", before == null ? "" : moment(before.moment()), moment(after.moment()));
        differ(all, "rules.part.when", before == null ? "" : when(before), when(after));
        differ(all, "rules.part.then", before == null ? "" : then(before), then(after));
        differ(all, "rules.part.follow_up", before == null ? "" : followUp(before), followUp(after));
        differ(all, "rules.part.stop", before == null ? "" : stop(before), stop(after));
        return all;
    }

    private void differ(List<Difference> all, String part, String before, String after) {
        if (!before.equals(after)) {
            all.add(new Difference(t.of(part), before, after));
        }
    }

    private static String followUp(RuleText text) {
        return text.followUp() == null ? "" : text.followUp();
    }

    private String stop(RuleText text) {
        if (!(text.moment() instanceof Moment.Opens)) {
            return "";
        }
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
            case TicketEvent.FieldChanged(var key, var from, var to) ->
                new Effect(
                        CustomField.of(key, values.custom()).name(),
                        values.nameCustom(key, Objects.toString(from, Is.NONE)),
                        values.nameCustom(key, Objects.toString(to, Is.NONE)));
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
        if (event instanceof TicketEvent.FieldChanged changed) {
            return values.nameCustom(changed.field(), today.fields().getOrDefault(changed.field(), Is.NONE));
        }
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
            case FIELDS -> "";
            case TAGS -> today.tags().stream().collect(Collectors.joining(", "));
        };
    }
}
