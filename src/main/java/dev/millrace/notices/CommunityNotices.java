package dev.millrace.notices;

import dev.millrace.community.TopicEvent.Held;
import dev.millrace.community.Topics;
import dev.millrace.notices.Notice.Kind;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who look after the desk that something in the forum waits for one of them. */
@Component
class CommunityNotices {

    private final Notices notices;
    private final Topics topics;
    private final Menders menders;

    CommunityNotices(Notices notices, Topics topics, Menders menders) {
        this.notices = notices;
        this.topics = topics;
        this.menders = menders;
    }

    @EventListener
    void tell(Held held) {
        notices.tell(
                menders.all(),
                Kind.POST_HELD,
                List.of(topics.find(held.topic()).title()),
                "/community",
                "post " + held.post());
    }
}
