package dev.millrace.routing;

import dev.millrace.kernel.Realtime;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.spi.Follower;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts every ticket to which something happened on the list of those to be ranked, and new ones. */
@Component
class RankingFollower implements Follower {

    private final RankingRows rows;
    private final Realtime realtime;

    RankingFollower(RankingRows rows, Realtime realtime) {
        this.rows = rows;
        this.realtime = realtime;
    }

    @Override
    public String name() {
        return "ranking";
    }

    @Override
    public void follow(List<Recorded> events) {
        var heard = new HashMap<TicketId, Boolean>();
        for (var recorded : events) {
            if (!isOwn(recorded)) {
                var spoke = recorded.event() instanceof TicketEvent.Received received && !received.automatic();
                heard.merge(recorded.ticket(), spoke, Boolean::logicalOr);
            }
        }
        if (!heard.isEmpty()) {
            rows.add(heard);
            realtime.announce(Ranking.TOPIC, "");
        }
    }

    /** A priority that was raised while ranking is ranked already. */
    private static boolean isOwn(Recorded recorded) {
        return recorded.by().equals(Ranking.ACTOR);
    }
}
