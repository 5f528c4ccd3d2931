package dev.millrace.tickets;

import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.RemoveTags;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetField;
import dev.millrace.tickets.Change.SetLanguage;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetSubject;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.TicketEvent.AssigneeChanged;
import dev.millrace.tickets.TicketEvent.CategoryChanged;
import dev.millrace.tickets.TicketEvent.FieldChanged;
import dev.millrace.tickets.TicketEvent.LanguageChanged;
import dev.millrace.tickets.TicketEvent.PriorityChanged;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import dev.millrace.tickets.TicketEvent.SubjectChanged;
import dev.millrace.tickets.TicketEvent.TagsChanged;
import dev.millrace.tickets.TicketEvent.TeamChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** A ticket after some changes, and what happened on the way. A change to what already holds is no event. */
public record Changed(Ticket ticket, List<TicketEvent> events) {

    public static Changed apply(Ticket ticket, List<Change> changes, Instant now) {
        var changed = new Changed(ticket, List.of());
        for (var change : changes) {
            changed = changed.and(change, now);
        }
        return changed;
    }

    private Changed and(Change change, Instant now) {
        var t = ticket;
        return switch (change) {
            case SetStatus(var to) when to != t.status() -> next(t.become(to, now), new StatusChanged(t.status(), to));
            case SetPriority(var to) when to != t.priority() -> next(t.rank(to), new PriorityChanged(t.priority(), to));
            case SetCategory(var to)
            when !Objects.equals(to, t.category()) -> next(t.file(to), new CategoryChanged(t.category(), to));
            case SetTeam(var to)
            when !Objects.equals(to, t.team()) -> next(t.handOver(to, t.assignee()), new TeamChanged(t.team(), to));
            case SetAssignee(var to)
            when !Objects.equals(to, t.assignee()) ->
                next(t.handOver(t.team(), to), new AssigneeChanged(t.assignee(), to));
            case AddTags(var tags) -> {
                var next = new TreeSet<>(t.tags());
                next.addAll(Ticket.tagWords(tags));
                yield tagged(next);
            }
            case RemoveTags(var tags) -> {
                var next = new TreeSet<>(t.tags());
                next.removeAll(Ticket.tagWords(tags));
                yield tagged(next);
            }
            case SetSubject(var to)
            when !Ticket.subjectLine(to).equals(t.subject()) -> {
                var renamed = t.rename(to);
                yield next(renamed, new SubjectChanged(t.subject(), renamed.subject()));
            }
            case SetLanguage(var to)
            when !Objects.equals(to, t.language()) -> next(t.speak(to), new LanguageChanged(t.language(), to));
            case SetField(var field, var to)
            when !Objects.equals(to, t.fields().get(field)) ->
                next(t.fill(field, to), new FieldChanged(field, t.fields().get(field), to));
            case SetField _,
                    SetLanguage _,
                    SetStatus _,
                    SetPriority _,
                    SetCategory _,
                    SetTeam _,
                    SetAssignee _,
                    SetSubject _ -> this;
        };
    }

    private Changed tagged(SortedSet<String> next) {
        if (next.equals(ticket.tags())) {
            return this;
        }
        var added = next.stream().filter(tag -> !ticket.tags().contains(tag)).toList();
        var removed = ticket.tags().stream().filter(tag -> !next.contains(tag)).toList();
        return next(ticket.tag(next), new TagsChanged(added, removed));
    }

    private Changed next(Ticket next, TicketEvent event) {
        var all = new ArrayList<>(events);
        all.add(event);
        return new Changed(next, List.copyOf(all));
    }
}
