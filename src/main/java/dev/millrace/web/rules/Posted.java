package dev.millrace.web.rules;

import dev.millrace.routing.Moment;
import dev.millrace.tickets.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a form as a browser sends them. */
record Posted(Function<String, List<String>> get, List<CustomField> custom) {

    private static final int MOST_ROWS = 60;

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
            var field = field(one(at + ".asked"));
            rows.add(new Row(
                    asked(one(at + ".asked"), field),
                    field,
                    one(at + ".not").equals("true"),
                    one(at + ".words"),
                    get.apply(at + ".value"),
                    read(Span.Unit.class, one(at + ".unit"), Span.Unit.DAYS),
                    one(at + ".within")));
        }
        return List.copyOf(rows);
    }

    When when() {
        return new When(
                read(Moment.Kind.class, one("when"), When.OPENS.kind()),
                read(Moment.What.class, one("what"), When.OPENS.what()),
                read(Moment.State.class, one("state"), When.OPENS.state()),
                has("time")
                        ? new Span(one("time"), read(Span.Unit.class, one("time.unit"), Span.Unit.DAYS))
                        : When.OPENS.time());
    }

    List<Action> actions() {
        var actions = new ArrayList<Action>();
        for (var n = 0; n < MOST_ROWS && has("a." + n + ".does"); n++) {
            var at = "a." + n;
            var field = field(one(at + ".does"));
            var does = field == null ? read(Does.class, one(at + ".does"), Does.TEAM) : Does.FIELD;
            actions.add(new Action(does, field, one(at + ".words"), one(at + ".value")));
        }
        return List.copyOf(actions);
    }

    /** One of the desk's own fields is asked about as {@code field:KEY}, and whether it is filled in as {@code filled:KEY}. */
    private @Nullable CustomField field(String word) {
        return custom.stream()
                .filter(field -> word.equals("field:" + field.key()) || word.equals("filled:" + field.key()))
                .findFirst()
                .orElse(null);
    }

    private static Asked asked(String word, @Nullable CustomField field) {
        if (field == null) {
            var asked = read(Asked.class, word, Asked.TEXT);
            return asked.isCustom() ? Asked.TEXT : asked;
        }
        return word.startsWith("filled:") ? Asked.CUSTOM_FILLED : Asked.of(field.kind());
    }

    private static <E extends Enum<E>> E read(Class<E> type, String word, E otherwise) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(otherwise);
    }
}
