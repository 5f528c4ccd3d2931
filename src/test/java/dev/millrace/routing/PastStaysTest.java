package dev.millrace.routing;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Ids;
import dev.millrace.people.PersonId;
import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.Moment.State;
import dev.millrace.routing.Moment.What;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketEvent.FollowedUp;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.TicketEvent.Received;
import dev.millrace.tickets.TicketEvent.Replied;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ticket of Ada's, day by day: asked on Monday, answered on Tuesday, silent, reminded, back on Sunday, solved on Monday. */
class PastStaysTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    private final TicketId ticket = TicketId.next();
    private final Actor ada = Actor.of(new PersonId(Ids.next()));
    private final Actor linus = Actor.of(new PersonId(Ids.next()));
    private final Actor rule = new Actor.Rule(Ids.next(), 1, "Remind");
    private final List<Recorded> events = new ArrayList<>();

    @BeforeEach
    void tell() {
        happened(0, ada, new Opened(MessageId.next(), Via.EMAIL, false));
        happened(1, linus, new Replied(MessageId.next()));
        happened(1, linus, new StatusChanged(Status.NEW, Status.WAITING));
        happened(4, rule, new FollowedUp(MessageId.next()));
        happened(6, ada, new Received(MessageId.next(), Via.EMAIL, false));
        happened(6, ada, new StatusChanged(Status.WAITING, Status.OPEN));
        happened(7, linus, new Replied(MessageId.next()));
        happened(7, linus, new StatusChanged(Status.OPEN, Status.SOLVED));
    }

    @Test
    void whatLastsIsFoundWhenItHasLasted() {
        assertThat(moments(State.WAITING, ofDays(3))).containsExactly(day(4));
        assertThat(moments(State.WAITING, ofDays(5))).isEmpty();
        assertThat(moments(State.NEW, ofHours(12))).containsExactly(day(0).plus(ofHours(12)));
        assertThat(moments(State.UNANSWERED, ofHours(12)))
                .containsExactly(day(0).plus(ofHours(12)), day(6).plus(ofHours(12)));
        assertThat(moments(State.FOLLOWED_UP, ofDays(1))).containsExactly(day(5));
        assertThat(moments(State.QUIET, ofDays(2))).containsExactly(day(3));
        assertThat(moments(State.UNSOLVED, ofDays(6))).containsExactly(day(6));
        assertThat(moments(State.UNSOLVED, ofDays(7))).isEmpty();
        assertThat(moments(State.SOLVED, ofDays(10))).containsExactly(day(17));
    }

    @Test
    void whatStillLastsCountsToNow() {
        var moments = PastStays.moments(new Lasts(State.SOLVED, ofDays(10)), events, day(16));

        assertThat(moments).isEmpty();
    }

    @Test
    void whatHappensIsFoundUnlessARuleDidIt() {
        assertThat(happened(What.ANSWERED)).containsExactly(day(6));
        assertThat(happened(What.REPLIED)).containsExactly(day(1), day(7));
        assertThat(happened(What.SOLVED)).containsExactly(day(7));
        assertThat(happened(What.STATUS)).hasSize(3);
        happened(8, rule, new StatusChanged(Status.SOLVED, Status.OPEN));
        assertThat(happened(What.REOPENED)).isEmpty();
        happened(9, ada, new StatusChanged(Status.SOLVED, Status.OPEN));
        assertThat(happened(What.REOPENED)).containsExactly(day(9));
    }

    private List<Instant> moments(State state, Duration time) {
        return PastStays.moments(new Lasts(state, time), events, day(30));
    }

    private List<Instant> happened(What what) {
        return PastStays.moments(new Happens(what), events, day(30));
    }

    private void happened(int day, Actor by, TicketEvent event) {
        events.add(new Recorded(Ids.next(), ticket, day(day), by, event));
    }

    private static Instant day(int day) {
        return MONDAY.plus(ofHours(24L * day));
    }
}
