package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.routing.Conditions;
import dev.millrace.routing.Moment;
import dev.millrace.routing.RuleText;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A rule while it is being written: rows that may still be empty or wrong. Fields are named by their place, {@code c.0.…} for a
 * condition, {@code g.0.1.…} for one in a group, {@code a.0.…} for what is done.
 */
public record RuleForm(
        String name,
        When when,
        boolean any,
        List<Row> rows,
        List<Group> groups,
        List<Action> actions,
        String followUp,
        boolean stop) {

    private static final int MOST_ROWS = 60;
    private static final int MOST_GROUPS = 10;

    /**
     * One condition.
     *
     * @param not turned around; of a number: less than
     * @param words what is written, a phrase a line, or a number
     * @param values what is chosen
     * @param unit of a length of time, which stands in {@code words}
     * @param within the days within which something happened so often
     */
    public record Row(Asked asked, boolean not, String words, List<String> values, Span.Unit unit, String within) {

        static final Row EMPTY = new Row(Asked.TEXT, false, "", List.of());

        Row(Asked asked, boolean not, String words, List<String> values) {
            this(asked, not, words, values, Span.Unit.DAYS, "");
        }

        Criteria criteria(Moment moment) {
            var criteria = asked.asks(this);
            Conditions.check(criteria, moment);
            return criteria;
        }

        List<String> lines() {
            return RuleForm.lines(words);
        }

        double number() {
            try {
                return Double.parseDouble(words.strip());
            } catch (NumberFormatException _) {
                throw new Invalid("", "Give a number.");
            }
        }

        int days() {
            if (!within.strip().matches("\\d{1,3}")) {
                throw new Invalid("", "Give a number of days.");
            }
            return Integer.parseInt(within.strip());
        }

        Span time() {
            return new Span(words, unit);
        }
    }

    /** Conditions in brackets. */
    public record Group(boolean any, List<Row> rows) {

        Group with(List<Row> next) {
            return new Group(any, next);
        }
    }

    public record Action(Does does, String words, String value) {

        static final Action EMPTY = new Action(Does.TEAM, "", "");

        Change change() {
            var given = does.to().isWritten()
                    ? lines(words.replace(',', '\n'))
                    : value.isEmpty() ? List.<String>of() : List.of(value);
            if (given.isEmpty()) {
                throw new Invalid("", "Say to what.");
            }
            try {
                return does.with(given);
            } catch (IllegalArgumentException _) {
                throw new Invalid("", "This is not one of the values to choose from.");
            }
        }
    }

    static RuleForm blank() {
        return new RuleForm("", When.OPENS, false, List.of(Row.EMPTY), List.of(), List.of(Action.EMPTY), "", false);
    }

    static RuleForm of(RuleText text) {
        var top = text.criteria() instanceof Criteria.All || text.criteria() instanceof Criteria.Any
                ? text.criteria()
                : new Criteria.All(List.of(text.criteria()));
        return new RuleForm(
                text.name(),
                When.of(text.moment()),
                top instanceof Criteria.Any,
                children(top).stream()
                        .filter(each -> !isGroup(each))
                        .map(RuleForm::row)
                        .toList(),
                children(top).stream()
                        .filter(RuleForm::isGroup)
                        .map(each -> new Group(
                                each instanceof Criteria.Any,
                                children(each).stream().map(RuleForm::row).toList()))
                        .toList(),
                text.changes().stream().map(RuleForm::action).toList(),
                text.followUp() == null ? "" : text.followUp(),
                text.stop());
    }

    /** What was sent; {@code get} answers with all values of a name. */
    static RuleForm of(Function<String, List<String>> get) {
        var posted = new Posted(get);
        var groups = new ArrayList<Group>();
        for (var n = 0; n < MOST_GROUPS && posted.has("g." + n + ".match"); n++) {
            groups.add(new Group(posted.one("g." + n + ".match").equals("any"), posted.rows("g." + n + ".")));
        }
        return new RuleForm(
                posted.one("name"),
                posted.when(),
                posted.one("match").equals("any"),
                posted.rows("c."),
                List.copyOf(groups),
                posted.actions(),
                posted.one("followUp"),
                posted.one("stop").equals("true"));
    }

    /** The rule as it is written, or what is wrong with it by the name of the row. */
    RuleText text(Map<String, String> errors) {
        var moment = caught("moment", errors, when::moment).orElse(Moment.OPENS);
        var all = new ArrayList<>(criteria(rows, "c.", moment, errors));
        for (var n = 0; n < groups.size(); n++) {
            var of = criteria(groups.get(n).rows(), "g." + n + ".", moment, errors);
            if (of.isEmpty()) {
                errors.putIfAbsent("g." + n, "The group has no condition. Add one, or remove the group.");
            } else {
                all.add(groups.get(n).any() ? new Criteria.Any(of) : new Criteria.All(of));
            }
        }
        var changes = new ArrayList<Change>();
        for (var n = 0; n < actions.size(); n++) {
            if (!reminds() || !actions.get(n).equals(Action.EMPTY)) {
                caught("a." + n, errors, actions.get(n)::change).ifPresent(changes::add);
            }
        }
        if (!errors.isEmpty()) {
            throw new Invalid("", "");
        }
        var criteria = any && !all.isEmpty() ? new Criteria.Any(all) : new Criteria.All(all);
        return new RuleText(name, moment, criteria, changes, reminds() ? followUp : null, stop);
    }

    /** Whether it writes to the customer. */
    private boolean reminds() {
        return when.kind() == Moment.Kind.LASTS && !followUp.isBlank();
    }

    /** A row that nobody has touched asks nothing; only of a ticket that opens something must be asked. */
    private List<Criteria> criteria(List<Row> of, String prefix, Moment moment, Map<String, String> errors) {
        var all = new ArrayList<Criteria>();
        for (var n = 0; n < of.size(); n++) {
            var row = of.get(n);
            if (when.kind() == Moment.Kind.OPENS || !row.equals(Row.EMPTY)) {
                caught(prefix + n, errors, () -> row.criteria(moment)).ifPresent(all::add);
            }
        }
        return all;
    }

    private static <T> Optional<T> caught(String name, Map<String, String> errors, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Invalid invalid) {
            errors.put(name, String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    /** The form after one of its own buttons: {@code add}, {@code add:GROUP}, {@code remove:ROW}, {@code remove:GROUP:ROW}… */
    RuleForm after(String button) {
        var parts = button.split(":");
        var at = Stream.of(parts).skip(1).map(RuleForm::place).toList();
        return switch (parts[0] + at.size()) {
            case "add0" -> with(added(rows, Row.EMPTY), groups, actions);
            case "add1" -> inGroup(at.getFirst(), of -> added(of, Row.EMPTY));
            case "remove1" -> with(without(rows, at.getFirst()), groups, actions);
            case "remove2" -> inGroup(at.getFirst(), of -> without(of, at.getLast()));
            case "add-group0" -> with(rows, added(groups, new Group(!any, List.of(Row.EMPTY))), actions);
            case "remove-group1" -> with(rows, without(groups, at.getFirst()), actions);
            case "add-action0" -> with(rows, groups, added(actions, Action.EMPTY));
            case "remove-action1" -> with(rows, groups, without(actions, at.getFirst()));
            default -> this;
        };
    }

    private RuleForm inGroup(int place, Function<List<Row>, List<Row>> change) {
        if (place < 0 || place >= groups.size()) {
            return this;
        }
        var next = new ArrayList<>(groups);
        next.set(place, groups.get(place).with(change.apply(groups.get(place).rows())));
        return with(rows, List.copyOf(next), actions);
    }

    private RuleForm with(List<Row> nextRows, List<Group> nextGroups, List<Action> nextActions) {
        return new RuleForm(name, when, any, nextRows, nextGroups, nextActions, followUp, stop);
    }

    private static <T> List<T> added(List<T> to, T one) {
        return Stream.concat(to.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> without(List<T> from, int place) {
        if (place < 0 || place >= from.size()) {
            return from;
        }
        var next = new ArrayList<>(from);
        next.remove(place);
        return List.copyOf(next);
    }

    private static int place(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static boolean isGroup(Criteria criteria) {
        return criteria instanceof Criteria.All || criteria instanceof Criteria.Any;
    }

    private static List<Criteria> children(Criteria group) {
        return switch (group) {
            case Criteria.All(var of) -> of;
            case Criteria.Any(var of) -> of;
            default -> List.of(group);
        };
    }

    private static Row row(Criteria criteria) {
        return switch (criteria) {
            case Criteria.Not(var of) -> {
                var row = row(of);
                yield new Row(row.asked(), true, row.words(), row.values(), row.unit(), row.within());
            }
            case Contains(var text, var phrases) ->
                new Row(Asked.of(text), false, String.join("\n", phrases), List.of());
            case Is(var field, var values) -> {
                var asked = Asked.of(field);
                yield asked.isWritten()
                        ? new Row(asked, false, String.join("\n", values), List.of())
                        : new Row(asked, false, "", List.copyOf(values));
            }
            case Compares(var measure, var than, var number) ->
                new Row(Asked.of(measure), than == Compares.Than.LESS, plain(number), List.of());
            case Frequent(var tickets, var days) ->
                new Row(
                        Asked.FREQUENT,
                        false,
                        Integer.toString(tickets),
                        List.of(),
                        Span.Unit.DAYS,
                        Integer.toString(days));
            case Older(var since, var than) -> {
                var time = Span.of(than);
                yield new Row(Asked.of(since), false, time.number(), List.of(), time.unit(), "");
            }
            case Criteria.All _, Criteria.Any _, Criteria.Words _ ->
                throw new IllegalArgumentException("Not a single condition: " + criteria);
        };
    }

    /** Without the zero behind the point of a whole number. */
    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static Action action(Change change) {
        var does = Does.of(change);
        var values = Does.values(change);
        return does.to().isWritten()
                ? new Action(does, String.join(", ", values), "")
                : new Action(does, "", values.getFirst());
    }

    private static List<String> lines(String words) {
        return words.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The fields of a form as a browser sends them. */
    private record Posted(Function<String, List<String>> get) {

        boolean has(String field) {
            return !get.apply(field).isEmpty();
        }

        String one(String field) {
            return has(field) ? get.apply(field).getFirst() : "";
        }

        List<Row> rows(String prefix) {
            var rows = new ArrayList<Row>();
            for (var n = 0; n < MOST_ROWS && has(prefix + n + ".asked"); n++) {
                var at = prefix + n;
                rows.add(new Row(
                        Posted.read(Asked.class, one(at + ".asked"), Asked.TEXT),
                        one(at + ".not").equals("true"),
                        one(at + ".words"),
                        get.apply(at + ".value"),
                        Posted.read(Span.Unit.class, one(at + ".unit"), Span.Unit.DAYS),
                        one(at + ".within")));
            }
            return List.copyOf(rows);
        }

        When when() {
            return new When(
                    Posted.read(Moment.Kind.class, one("when"), When.OPENS.kind()),
                    Posted.read(Moment.What.class, one("what"), When.OPENS.what()),
                    Posted.read(Moment.State.class, one("state"), When.OPENS.state()),
                    has("time")
                            ? new Span(one("time"), Posted.read(Span.Unit.class, one("time.unit"), Span.Unit.DAYS))
                            : When.OPENS.time());
        }

        List<Action> actions() {
            var actions = new ArrayList<Action>();
            for (var n = 0; n < MOST_ROWS && has("a." + n + ".does"); n++) {
                var at = "a." + n;
                actions.add(new Action(
                        Posted.read(Does.class, one(at + ".does"), Does.TEAM), one(at + ".words"), one(at + ".value")));
            }
            return List.copyOf(actions);
        }

        private static <E extends Enum<E>> E read(Class<E> type, String word, E otherwise) {
            return Stream.of(type.getEnumConstants())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
