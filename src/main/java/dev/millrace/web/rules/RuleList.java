package dev.millrace.web.rules;

import dev.millrace.routing.Moment;
import dev.millrace.routing.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All rules by when they are asked, each with its place in the one order they all have. */
public record RuleList(Map<Moment.Kind, List<Line>> sections) {

    /**
     * One of them.
     *
     * @param number its place in its section, counted from 1
     * @param up the place of the one before it in its section; -1 for the first
     * @param down the place of the one after it; -1 for the last
     */
    public record Line(Rule rule, int number, int up, int down) {}

    static RuleList of(List<Rule> rules) {
        var places = new EnumMap<Moment.Kind, List<Integer>>(Moment.Kind.class);
        for (var place = 0; place < rules.size(); place++) {
            places.computeIfAbsent(rules.get(place).text().moment().kind(), _ -> new ArrayList<>())
                    .add(place);
        }
        var sections = new EnumMap<Moment.Kind, List<Line>>(Moment.Kind.class);
        places.forEach((kind, of) -> {
            var lines = new ArrayList<Line>();
            for (var n = 0; n < of.size(); n++) {
                lines.add(new Line(
                        rules.get(of.get(n)),
                        n + 1,
                        n == 0 ? -1 : of.get(n - 1),
                        n == of.size() - 1 ? -1 : of.get(n + 1)));
            }
            sections.put(kind, lines);
        });
        return new RuleList(sections);
    }

    public boolean isEmpty() {
        return sections.isEmpty();
    }

    public List<Line> section(Moment.Kind kind) {
        return sections.getOrDefault(kind, List.of());
    }
}
