package dev.millrace.routing;

import dev.millrace.people.TeamId;
import dev.millrace.routing.PastOpenings.Past;
import dev.millrace.routing.Replay.Difference;
import dev.millrace.routing.Replay.FieldResult;
import dev.millrace.routing.Replay.Moved;
import dev.millrace.routing.Replay.Result;
import dev.millrace.routing.Replay.Share;
import dev.millrace.routing.Replay.TeamLoad;
import dev.millrace.routing.Sorting.Sorted;
import dev.millrace.tickets.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts how tickets would be sorted with a change, against how they would be now; keeps only the first few whole. */
final class ReplayTally {

    private static final int SHOWN = 50;
    private static final List<Field> FIELDS =
            List.of(Field.CATEGORY, Field.TEAM, Field.PRIORITY, Field.ASSIGNEE, Field.STATUS, Field.TAGS);

    private static final class Counts {
        private int moved;
        private int setNow;
        private int setThen;
        private int rightNow;
        private int rightThen;
    }

    private final Map<Field, Counts> counts = new EnumMap<>(Field.class);
    private final Map<@Nullable TeamId, Share> teams = new HashMap<>();
    private final List<Moved> examples = new ArrayList<>();
    private int tickets;
    private int moved;
    private int askedNow;
    private int askedThen;

    ReplayTally() {
        FIELDS.forEach(field -> counts.put(field, new Counts()));
    }

    int tickets() {
        return tickets;
    }

    void add(Past past, Sorted now, Sorted then) {
        tickets++;
        askedNow += now.unsure() ? 1 : 0;
        askedThen += then.unsure() ? 1 : 0;
        var opened = past.opened().ticket();
        var differences = new ArrayList<Difference>();
        counts.forEach((field, count) -> {
            var before = value(field, opened);
            var valueNow = value(field, now.ticket());
            var valueThen = value(field, then.ticket());
            var today = value(field, past.today());
            count.setNow += Objects.equals(valueNow, before) ? 0 : 1;
            count.setThen += Objects.equals(valueThen, before) ? 0 : 1;
            count.rightNow += !Objects.equals(valueNow, before) && Objects.equals(valueNow, today) ? 1 : 0;
            count.rightThen += !Objects.equals(valueThen, before) && Objects.equals(valueThen, today) ? 1 : 0;
            if (!Objects.equals(valueNow, valueThen)) {
                count.moved++;
                differences.add(new Difference(field, valueNow, valueThen));
            }
        });
        teams.merge(now.ticket().team(), new Share(1, 0), ReplayTally::sum);
        teams.merge(then.ticket().team(), new Share(0, 1), ReplayTally::sum);
        if (!differences.isEmpty()) {
            moved++;
            if (examples.size() < SHOWN) {
                examples.add(new Moved(
                        past.today().number(), past.today().subject(), past.requester(), List.copyOf(differences)));
            }
        }
    }

    Result result(boolean more, double seconds) {
        return new Result(
                tickets,
                more,
                moved,
                new Share(askedNow, askedThen),
                counts.entrySet().stream()
                        .map(each -> result(each.getKey(), each.getValue()))
                        .filter(each -> each.set().now() + each.set().then() > 0)
                        .toList(),
                teams.entrySet().stream()
                        .map(each -> new TeamLoad(
                                id(each.getKey()),
                                each.getValue().now(),
                                each.getValue().then()))
                        .sorted(Comparator.comparingInt((TeamLoad each) -> each.now() + each.then())
                                .reversed())
                        .toList(),
                List.copyOf(examples),
                seconds);
    }

    private static FieldResult result(Field field, Counts count) {
        return new FieldResult(
                field, count.moved, new Share(count.setNow, count.setThen), new Share(count.rightNow, count.rightThen));
    }

    private static @Nullable String value(Field field, Ticket ticket) {
        return switch (field) {
            case CATEGORY -> text(ticket.category());
            case TEAM -> text(ticket.team());
            case ASSIGNEE -> text(ticket.assignee());
            case PRIORITY -> ticket.priority().word();
            case STATUS -> ticket.status().word();
            case TAGS -> ticket.tags().isEmpty() ? null : String.join(", ", ticket.tags());
            case FIELDS ->
                ticket.fields().isEmpty()
                        ? null
                        : String.join(", ", ticket.fields().values());
        };
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable UUID id(@Nullable TeamId team) {
        return team == null ? null : team.value();
    }

    private static Share sum(Share a, Share b) {
        return new Share(a.now() + b.now(), a.then() + b.then());
    }
}
