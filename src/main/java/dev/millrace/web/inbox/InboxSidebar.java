package dev.millrace.web.inbox;

import dev.millrace.learning.Reviews;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Inbox;
import dev.millrace.tickets.Reach;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Sidebar;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The views beside every page, counted in one round trip. */
@Component
class InboxSidebar implements Sidebar {

    private static final int MOST = 100;

    private final Inbox inbox;
    private final RequestChoices choices;
    private final Reviews reviews;

    InboxSidebar(Inbox inbox, RequestChoices choices, Reviews reviews) {
        this.reviews = reviews;
        this.inbox = inbox;
        this.choices = choices;
    }

    @Override
    public List<View> views(SignedIn me, Texts t) {
        var lists = TicketView.of(me, teams(me));
        var counted = lists.stream().filter(TicketView::counted).toList();
        var counts = inbox.counts(counted.stream().map(TicketView::criteria).toList(), Reach.of(me));
        var views = new ArrayList<View>();
        for (var list : lists) {
            var nth = counted.indexOf(list);
            views.add(view(list, t, nth < 0 ? null : counts.get(nth)));
        }
        if (me.may(Permission.WRITE_TICKETS)) {
            views.add(review(t));
        }
        return views;
    }

    private View review(Texts t) {
        var count = reviews.count();
        return new View(t.of("review.title"), "/review", "sparkles", Math.min((long) count, MOST), count > MOST);
    }

    private List<Choice> teams(SignedIn me) {
        return choices.all().teams().stream()
                .filter(team -> me.teams().contains(new TeamId(team.id())))
                .toList();
    }

    private View view(TicketView list, Texts t, @Nullable Integer count) {
        return new View(
                list.label(t, choices.all()),
                list.href(),
                list.icon(),
                count == null ? null : Math.min((long) count, MOST),
                count != null && count > MOST);
    }
}
