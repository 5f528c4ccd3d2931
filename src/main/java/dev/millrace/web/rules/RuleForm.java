package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.routing.Moment;
import dev.millrace.routing.RuleText;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.CustomField;
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

    private static final int MOST_GROUPS = 10;

    /** Conditions in brackets. */
    public record Group(boolean any, List<Row> rows) {

        Group with(List<Row> next) {
            return new Group(any, next);
        }
    }

    static RuleForm blank() {
        return new RuleForm("", When.OPENS, false, List.of(Row.EMPTY), List.of(), List.of(Action.EMPTY), "", false);
    }

    static RuleForm of(RuleText text, List<CustomField> custom) {
        var top = text.criteria() instanceof Criteria.All || text.criteria() instanceof Criteria.Any
                ? text.criteria()
                : new Criteria.All(List.of(text.criteria()));
        return new RuleForm(
                text.name(),
                When.of(text.moment()),
                top instanceof Criteria.Any,
                children(top).stream()
                        .filter(each -> !isGroup(each))
                        .map(each -> Row.of(each, custom))
                        .toList(),
                children(top).stream()
                        .filter(RuleForm::isGroup)
                        .map(each -> new Group(
                                each instanceof Criteria.Any,
                                children(each).stream()
                                        .map(one -> Row.of(one, custom))
                                        .toList()))
                        .toList(),
                text.changes().stream().map(change -> Action.of(change, custom)).toList(),
                text.followUp() == null ? "" : text.followUp(),
                text.stop());
    }

    /** What was sent; {@code get} answers with all values of a name. */
    static RuleForm of(Function<String, List<String>> get, List<CustomField> custom) {
        var posted = new Posted(get, custom);
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

    /** The form after one of its custom buttons: {@code add}, {@code add:GROUP}, {@code remove:ROW}, {@code remove:GROUP:ROW}… */
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
}
