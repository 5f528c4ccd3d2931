package dev.millrace.web.notices;

import dev.millrace.notices.Notices;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Unread;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/** Counted once for a page that shows it in two places. */
@Component
@RequestScope
class UnreadNotices implements Unread {

    private final Notices notices;
    private long counted = -1;

    UnreadNotices(Notices notices) {
        this.notices = notices;
    }

    @Override
    public long count(SignedIn viewer) {
        if (counted < 0) {
            counted = notices.unread(viewer.id());
        }
        return counted;
    }
}
