package dev.millrace.notices;

import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.Agents;
import dev.millrace.replies.TemplateEvent;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells who approves of templates, who wrote one and who owns one what they should know of it. */
@Component
class TemplateNotices {

    private final Notices notices;
    private final Menders menders;
    private final Agents agents;

    TemplateNotices(Notices notices, Menders menders, Agents agents) {
        this.notices = notices;
        this.menders = menders;
        this.agents = agents;
    }

    @EventListener
    void tell(TemplateEvent event) {
        var link = "/templates/" + event.template();
        var matter = "template " + event.template() + " ";
        switch (event) {
            case TemplateEvent.ApprovalAsked asked ->
                notices.tell(
                        menders.all().stream()
                                .filter(person -> !person.equals(asked.by()))
                                .toList(),
                        Kind.TEMPLATE_WAITS,
                        List.of(agents.find(asked.by()).name(), asked.name()),
                        link,
                        matter + "asked " + asked.edition());
            case TemplateEvent.SentBack back ->
                notices.tell(
                        List.of(back.writer()),
                        Kind.TEMPLATE_SENT_BACK,
                        List.of(back.name(), back.note()),
                        link,
                        matter + "back " + back.edition());
            case TemplateEvent.ReviewDue due ->
                notices.tell(List.of(due.owner()), Kind.TEMPLATE_DUE, List.of(due.name()), link, matter + due.due());
        }
    }
}
