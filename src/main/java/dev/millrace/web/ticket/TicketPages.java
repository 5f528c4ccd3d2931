package dev.millrace.web.ticket;

import dev.millrace.learning.Predictions;
import dev.millrace.mail.Outbox;
import dev.millrace.mail.Outgoing;
import dev.millrace.people.SignedIn;
import dev.millrace.routing.Assignment;
import dev.millrace.routing.Explanation;
import dev.millrace.routing.Field;
import dev.millrace.routing.NextFollowUp;
import dev.millrace.routing.Why;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Conversation;
import dev.millrace.tickets.Conversation.Head;
import dev.millrace.tickets.Conversation.Said;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Timeline;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import dev.millrace.web.ticket.Course.Delivery;
import dev.millrace.web.ticket.Course.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the page of a ticket shows, in one query for each thing. */
@Component
class TicketPages {

    private final Conversation conversation;
    private final Timeline timeline;
    private final Assignment assignment;
    private final RequestChoices choices;
    private final Outbox outbox;
    private final NextFollowUp followUps;
    private final Predictions predictions;

    TicketPages(
            Conversation conversation,
            Timeline timeline,
            Assignment assignment,
            RequestChoices choices,
            Outbox outbox,
            NextFollowUp followUps,
            Predictions predictions) {
        this.assignment = assignment;
        this.conversation = conversation;
        this.timeline = timeline;
        this.choices = choices;
        this.outbox = outbox;
        this.followUps = followUps;
        this.predictions = predictions;
    }

    TicketPage page(long number, boolean everything, String images, SignedIn me, Texts t) {
        var head = conversation.head(number, Reach.of(me));
        var said = conversation.said(head.ticket().id(), everything);
        var sentences = new Sentences(t, choices.all(), names(head, said));
        var events = timeline.of(head.ticket().id());
        var course = Course.of(said, head.messages(), events, sentences);
        course = course.stream().map(this::underway).toList();
        var history = conversation.others(
                head.ticket().requester(), Reach.of(me), head.ticket().id());
        var explanation = Explanation.of(events);
        return new TicketPage(
                head,
                course,
                history,
                choices.all(),
                explanation,
                followUps.of(head.ticket()).orElse(null),
                why(head, explanation),
                thoughts(head),
                me,
                everything,
                images);
    }

    /** The page without its conversation, for what stands beside it. */
    TicketPage side(long number, SignedIn me) {
        var head = conversation.head(number, Reach.of(me));
        var explanation = Explanation.of(timeline.of(head.ticket().id()));
        return new TicketPage(
                head,
                List.of(),
                List.of(),
                choices.all(),
                explanation,
                followUps.of(head.ticket()).orElse(null),
                why(head, explanation),
                thoughts(head),
                me,
                false,
                "");
    }

    /** Asked only where the log says that the desk chose the assignee. */
    private @Nullable Why why(Head head, Explanation explanation) {
        return explanation
                .of(Field.ASSIGNEE)
                .filter(reason -> reason.by() instanceof Actor.Desk)
                .flatMap(_ -> assignment.why(head.ticket()))
                .map(Assignment.Reason::why)
                .orElse(null);
    }

    private Thoughts thoughts(Head head) {
        return new Thoughts(predictions.of(head.ticket().id()));
    }

    /** Of the few mails that are not sent, the outbox knows more than the log: a retry, and why the last one failed. */
    private Step underway(Step step) {
        if (!(step instanceof Step.Spoken(var said, var delivery)) || delivery == null || delivery.settled()) {
            return step;
        }
        return outbox.about(said.message().id().value()).stream()
                .filter(mail -> mail.state() == Outgoing.State.QUEUED || mail.state() == Outgoing.State.SENDING)
                .findFirst()
                .<Step>map(mail -> new Step.Spoken(said, new Delivery(Delivery.State.QUEUED, mail.lastError())))
                .orElse(step);
    }

    private static Map<UUID, String> names(Head head, List<Said> said) {
        var names = new HashMap<UUID, String>();
        head.others().forEach(other -> names.put(other.id(), other.name()));
        names.put(head.requester().id(), head.requester().name());
        for (var one : said) {
            if (one.message().author() != null && one.author() != null) {
                names.put(one.message().author().value(), one.author());
            }
        }
        return names;
    }
}
