package dev.millrace.demo;

import dev.millrace.demo.Staff.Colleague;
import dev.millrace.demo.Story.Step;
import dev.millrace.intake.Channel;
import dev.millrace.intake.Channels;
import dev.millrace.intake.ContactForm;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells single moments of a story through the desk's front doors. */
@Component
class Narrator {

    private static final String ASK_PLACE = "203.0.113.";

    private final Channels channels;
    private final Journal journal;
    private final ContactForm form;
    private final Tickets tickets;
    private final Replies replies;
    private final People people;
    private final Staff staff;
    private final Quiet quiet;
    private final Bookshelf shelf;

    Narrator(
            Channels channels,
            Journal journal,
            ContactForm form,
            Tickets tickets,
            Replies replies,
            People people,
            Staff staff,
            Quiet quiet,
            Bookshelf shelf) {
        this.channels = channels;
        this.journal = journal;
        this.form = form;
        this.tickets = tickets;
        this.replies = replies;
        this.people = people;
        this.staff = staff;
        this.quiet = quiet;
        this.shelf = shelf;
    }

    /** The customer asks; answers the number of their ticket. */
    long open(Telling telling, Hired hired, StoryClock clock, Random random) {
        return switch (telling.story().via()) {
            case "email" -> settled(letterbox().opening(telling, clock.instant()));
            case "form" -> settled(fillIn(telling, clock, random));
            default -> byPhone(telling, hired, clock.instant());
        };
    }

    void answer(Telling telling, long number, Step step, Instant at) {
        var answered = lastReply(number);
        settled(letterbox().answer(telling, step.text(), answered, at));
    }

    /** The first of us to touch a ticket takes it. */
    Colleague take(Telling telling, long number, Hired hired, Random random) {
        var team = telling.story().team();
        var able = Staff.of(team);
        var colleague = able.get(random.nextInt(able.size()));
        var changes = new ArrayList<Change>(List.of(
                new Change.SetTeam(staff.teams().get(team)), new Change.SetAssignee(hired.id(colleague.name()))));
        if (telling.story().category() != null) {
            changes.add(new Change.SetCategory(
                    staff.categories().get(telling.story().category())));
        }
        if (telling.story().priority() != null) {
            changes.add(new Change.SetPriority(Priority.of(telling.story().priority())));
        }
        if (random.nextInt(4) == 0) {
            changes.add(new Change.AddTags(Set.of(tag(telling))));
        }
        tickets.change(ticket(number).id(), changes, Actor.of(hired.id(colleague.name())));
        return colleague;
    }

    void reply(Telling telling, long number, Step step, PersonId agent) {
        var text = telling.fill(step.text()) + personal(step, number) + "\n\n"
                + people.find(agent).name().split(" ")[0];
        var then = step.then() == null ? null : Status.of(step.then());
        var ticket = ticket(number);
        shelf.take(step.text(), ticket, agent);
        replies.reply(ticket.id(), Reply.of(text).then(then), Via.WEB, agent, Actor.of(agent));
        quiet.await();
    }

    /** Nobody sends the same text each time, not even from a template. */
    private static String personal(Step step, long number) {
        return number % 3 == 0 && step.text().startsWith("Hello") ? "\n\nWrite back if anything is unclear." : "";
    }

    void note(Telling telling, long number, Step step, PersonId agent, Instant at) {
        var note = NewMessage.note(agent, Via.WEB, telling.fill(step.text()), at);
        tickets.append(ticket(number).id(), note, Actor.of(agent));
        quiet.await();
    }

    private long settled(DeliveryId delivery) {
        quiet.await();
        var number = journal.find(delivery).ticketNumber();
        if (number == null) {
            throw new IllegalStateException("A mail of the demo opened no ticket: " + journal.find(delivery));
        }
        return number;
    }

    private DeliveryId fillIn(Telling telling, StoryClock clock, Random random) {
        var stamp = form.stamp();
        clock.set(clock.instant().plusSeconds(45 + random.nextInt(200)));
        var customer = telling.customer();
        var draft = new ContactForm.Draft(
                customer.name(),
                customer.email(),
                telling.subject(),
                telling.fill(telling.story().text()),
                telling.fields(),
                List.of());
        return form.submit(draft, new ContactForm.Visit(stamp, "", ASK_PLACE + (1 + random.nextInt(250))));
    }

    private long byPhone(Telling telling, Hired hired, Instant at) {
        var customer =
                people.meet(telling.customer().email(), telling.customer().name());
        var agent = hired.id("Barbara Lind");
        var first = NewMessage.in(
                customer.id(), Via.WEB, telling.fill(telling.story().text()), at);
        var opened = tickets.open(NewTicket.of(telling.subject(), customer.id(), first), Actor.of(agent));
        quiet.await();
        return opened.number();
    }

    private Message lastReply(long number) {
        return tickets.messages(ticket(number).id()).reversed().stream()
                .filter(message -> message.direction() == Direction.OUT && message.mailMessageId() != null)
                .findFirst()
                .orElseThrow();
    }

    private Letterbox letterbox() {
        Channel support = channels.byAddress(PostOffice.ADDRESS).orElseThrow();
        return new Letterbox(journal, support);
    }

    private Ticket ticket(long number) {
        return tickets.find(number);
    }

    private static String tag(Telling telling) {
        return telling.fill("{bike}").toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
