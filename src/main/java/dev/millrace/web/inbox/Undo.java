package dev.millrace.web.inbox;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One step back for one ticket, as a form carries it: {@code 12 status open}. */
record Undo(long number, String field, String to) {

    /** What turns {@code after} into {@code before}, as far as it can be turned: no ticket becomes new again. */
    static List<Undo> of(Ticket before, Ticket after) {
        var steps = new ArrayList<Undo>();
        if (before.status() != after.status() && before.status() != Status.NEW) {
            steps.add(new Undo(before.number(), "status", before.status().word()));
        }
        if (before.priority() != after.priority()) {
            steps.add(new Undo(before.number(), "priority", before.priority().word()));
        }
        restore(
                steps,
                "category",
                before,
                after,
                ticket -> ticket.category() == null ? null : ticket.category().value());
        restore(
                steps,
                "team",
                before,
                after,
                ticket -> ticket.team() == null ? null : ticket.team().value());
        restore(
                steps,
                "assignee",
                before,
                after,
                ticket -> ticket.assignee() == null ? null : ticket.assignee().value());
        after.tags().stream()
                .filter(tag -> !before.tags().contains(tag))
                .forEach(tag -> steps.add(new Undo(before.number(), "untag", tag)));
        return steps;
    }

    private static void restore(
            List<Undo> steps, String field, Ticket before, Ticket after, Function<Ticket, @Nullable Object> part) {
        var was = part.apply(before);
        if (!Objects.equals(was, part.apply(after))) {
            steps.add(new Undo(before.number(), field, was == null ? Is.NONE : was.toString()));
        }
    }

    static Undo parse(String text) {
        var parts = text.split(" ", 3);
        try {
            return new Undo(Long.parseLong(parts[0]), parts[1], parts[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            throw new Invalid("undo", "This step cannot be taken back.");
        }
    }

    @Override
    public String toString() {
        return number + " " + field + " " + to;
    }
}
