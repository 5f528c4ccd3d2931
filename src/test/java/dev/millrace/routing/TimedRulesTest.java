package dev.millrace.routing;

import static dev.millrace.routing.Cast.holds;
import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.Outbox;
import dev.millrace.mail.Outgoing;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SpecialDay;
import dev.millrace.people.Timetable;
import dev.millrace.people.WorkingHours;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.Moment.State;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketEvent.FollowUpStopped;
import dev.millrace.tickets.TicketEvent.FollowUpStopped.Reason;
import dev.millrace.tickets.TicketEvent.FollowedUp;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Time passes while Ada is silent; each test has a customer and words of its own and leaves no rule switched on. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class TimedRulesTest {

    /** A Monday at ten: the desk is open from nine to five. */
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    private static final Instant THURSDAY = Instant.parse("2026-03-05T10:00:00Z");

    @Autowired
    private TimedRules timed;

    @Autowired
    private Rules rules;

    @Autowired
    private NextFollowUp next;

    @Autowired
    private Matches matches;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private People people;

    @Autowired
    private Timetable timetable;

    @Autowired
    private Cast cast;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TestClock clock;

    private String word;
    private PersonId ada;
    private PersonId grace;
    private Mailbox support;

    @BeforeEach
    void onMondayAtTen() {
        word = unique("word");
        clock.set(MONDAY);
        grace = cast.grace();
        ada = people.meet(word.replace(' ', '.') + "@analytical.example", "Ada Lovelace")
                .id();
        timetable.change(WorkingHours.usual(ZoneOffset.UTC), grace);
        var nowhere = new Server("127.0.0.1", 9, Security.NONE, "support", null);
        support = mailboxes.add(
                new MailboxSettings(
                        "Support",
                        "support-" + word.replace(' ', '.') + "@fenwick.example",
                        "Fenwick Bikes",
                        nowhere,
                        "INBOX",
                        nowhere,
                        Auth.PASSWORD,
                        "secret",
                        null,
                        null,
                        new Start.FromNowOn()),
                null);
    }

    @AfterEach
    void noRuleStaysOn() {
        rules.all().forEach(rule -> rules.archive(rule.id(), grace));
        mailboxes.find(support.id()).ifPresent(box -> mailboxes.remove(box.id(), null));
    }

    @Test
    void aSilentCustomerIsRemindedAfterThreeDaysAndTheTicketSolvedFourDaysLater() {
        var reminder = on(reminder());
        on(rule(State.FOLLOWED_UP, ofDays(4), new SetStatus(Status.SOLVED)));
        var ticket = waiting();

        at(THURSDAY.minusSeconds(60));
        assertThat(events(ticket, FollowedUp.class)).isEmpty();
        at(THURSDAY.plusSeconds(60));
        eventually(() -> assertThat(events(ticket, FollowedUp.class)).hasSize(1));
        at(THURSDAY.plusSeconds(120));

        assertThat(events(ticket, FollowedUp.class))
                .singleElement()
                .satisfies(event -> assertThat(event.by())
                        .isEqualTo(new Actor.Rule(reminder.id().value(), 1, reminder.name())));
        var mail = reminders(ticket).getFirst();
        assertThat(mail.body()).isEqualTo("Hello Ada, are you still there? #" + ticket.number());
        assertThat(mail.automatic()).isTrue();
        assertThat(outbox.about(mail.id().value())).hasSize(1);
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.WAITING);

        at(THURSDAY.plus(ofDays(4)));
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.WAITING);
        at(THURSDAY.plus(ofDays(4)).plusSeconds(120));
        eventually(() -> assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.SOLVED));
        assertThat(matches.recently().get(reminder.id()).tickets()).isEqualTo(1);
    }

    @Test
    void anAnswerEndsTheWaitingAndTheNextWaitBeginsAnew() {
        on(reminder());
        var ticket = waiting();
        clock.set(THURSDAY.minusSeconds(60));
        adaAnswers(ticket);

        at(THURSDAY.plusSeconds(60));
        assertThat(events(ticket, FollowedUp.class)).isEmpty();

        tickets.change(ticket.id(), List.of(new SetStatus(Status.WAITING)), Actor.of(grace));
        at(THURSDAY.plus(ofDays(4)).plusSeconds(120));
        eventually(() -> assertThat(events(ticket, FollowedUp.class)).hasSize(1));
    }

    @Test
    void anAnswerThatArrivesWhileItIsDecidedIsHeard() throws Exception {
        on(reminder());
        var ticket = waiting();
        clock.set(THURSDAY.plusSeconds(60));
        var written = new CountDownLatch(1);
        var decided = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answering = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                adaAnswers(ticket);
                written.countDown();
                await(decided);
            }));
            await(written);

            timed.run();
            decided.countDown();
            answering.get();
        }
        timed.run();

        assertThat(events(ticket, FollowedUp.class)).isEmpty();
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void anAnswerThatArrivesBeforeTheMailHasLeftCallsItBack() {
        on(reminder());
        var ticket = waiting();
        at(THURSDAY.plusSeconds(60));
        eventually(() -> assertThat(events(ticket, FollowedUp.class)).hasSize(1));
        var mail = outbox.about(reminders(ticket).getFirst().id().value()).getFirst();
        Awaitility.await()
                .atMost(ofSeconds(10))
                .until(() -> outbox.get(mail.id()).state() == Outgoing.State.QUEUED);

        adaAnswers(ticket);

        Awaitility.await()
                .atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(outbox.get(mail.id()).state()).isEqualTo(Outgoing.State.CANCELLED));
        assertThat(events(ticket, FollowUpStopped.class))
                .singleElement()
                .satisfies(stopped -> assertThat(stopped.event())
                        .isEqualTo(new FollowUpStopped(
                                Reason.ANSWERED, reminders(ticket).getFirst().id())));
    }

    @Test
    void whatFallsDueAtNightLeavesInTheMorning() {
        on(reminder());
        clock.set(Instant.parse("2026-03-02T16:30:00Z"));
        var ticket = waiting(clock.instant());
        clock.set(Instant.parse("2026-03-04T12:00:00Z"));
        assertThat(next.of(ticket).orElseThrow().at()).isEqualTo("2026-03-05T16:30:00Z");

        // Thursday is a holiday.
        var hours = WorkingHours.usual(ZoneOffset.UTC);
        timetable.change(
                new WorkingHours(
                        hours.zone(),
                        hours.week(),
                        List.of(new SpecialDay(LocalDate.parse("2026-03-05"), false, "Holiday", List.of()))),
                grace);

        assertThat(next.of(ticket).orElseThrow().at()).isEqualTo("2026-03-06T09:00:00Z");
        at(Instant.parse("2026-03-05T16:31:00Z"));
        at(Instant.parse("2026-03-06T08:59:00Z"));
        assertThat(events(ticket, FollowedUp.class)).isEmpty();
        at(Instant.parse("2026-03-06T09:00:00Z"));
        eventually(() -> assertThat(events(ticket, FollowedUp.class)).hasSize(1));
    }

    @Test
    void oneCustomerIsRemindedOnceADayHoweverManyTicketsTheyHave() {
        on(reminder());
        var all = List.of(waiting(), waiting(), waiting());

        at(THURSDAY.plusSeconds(60));
        at(THURSDAY.plusSeconds(120));
        eventually(() -> assertThat(reminded(all)).isEqualTo(1));
        at(THURSDAY.plus(ofDays(1)).plusSeconds(180));
        eventually(() -> assertThat(reminded(all)).isEqualTo(2));
        at(Instant.parse("2026-03-07T12:00:00Z"));
        assertThat(reminded(all)).as("on a Saturday").isEqualTo(2);
        at(Instant.parse("2026-03-09T12:00:00Z"));
        eventually(() -> assertThat(reminded(all)).isEqualTo(3));
    }

    @Test
    void whoIsBlockedOrReturnsOurMailOrLetsAProgramAnswerIsNotReminded() {
        on(reminder());
        var blocked = waitingFor("blocked");
        var gone = waitingFor("gone");
        var robot = waitingFor("robot");
        transaction.executeWithoutResult(_ -> {
            tickets.note(
                    gone.id(),
                    new TicketEvent.Bounced(null, email("gone"), "The address does not exist", true),
                    new Actor.Desk("returns"));
            tickets.followUp(
                    robot.id(),
                    NewMessage.out(null, Via.EMAIL, "Hello?", MONDAY.plusSeconds(1)),
                    new Actor.Desk("test"));
            tickets.append(
                    robot.id(),
                    NewMessage.in(robot.requester(), Via.EMAIL, "I am away", MONDAY.plusSeconds(9))
                            .asAutomatic(),
                    Actor.of(robot.requester()));
        });
        cast.block(blocked.requester());

        at(THURSDAY.plus(ofHours(1)));
        at(THURSDAY.plus(ofHours(2)));

        eventually(() -> assertThat(List.of(blocked, gone, robot))
                .allSatisfy(ticket -> assertThat(reasons(ticket)).hasSize(1)));
        assertThat(reasons(blocked)).containsExactly(Reason.UNREACHABLE);
        assertThat(reasons(gone)).containsExactly(Reason.UNREACHABLE);
        assertThat(reasons(robot)).containsExactly(Reason.AUTOMATIC);
        assertThat(List.of(blocked, gone, robot))
                .allSatisfy(ticket -> assertThat(reminders(ticket).stream()
                                .filter(message -> message.body().contains("still there")))
                        .isEmpty());
    }

    @Test
    void whoWritesAgainAfterABounceIsReminded() {
        on(reminder());
        var ticket = waiting();
        tickets.note(
                ticket.id(),
                new TicketEvent.Bounced(null, people.find(ada).email(), "The mailbox is gone", true),
                new Actor.Desk("returns"));
        clock.advance(ofHours(1));
        adaAnswers(ticket);
        tickets.change(ticket.id(), List.of(new SetStatus(Status.WAITING)), Actor.of(grace));

        at(THURSDAY.plus(ofHours(2)));

        eventually(() -> assertThat(events(ticket, FollowedUp.class)).hasSize(1));
    }

    @Test
    void aPlannedReminderIsSeenAndCanBeCancelled() {
        on(reminder());
        var ticket = waiting();
        assertThat(next.of(ticket).orElseThrow().at()).isEqualTo(THURSDAY);

        next.cancel(ticket, Actor.of(grace));

        assertThat(next.of(ticket)).isEmpty();
        assertThatThrownBy(() -> next.cancel(ticket, Actor.of(grace))).isInstanceOf(Conflict.class);
        at(THURSDAY.plusSeconds(60));
        assertThat(events(ticket, FollowedUp.class)).isEmpty();
        assertThat(reasons(ticket)).containsExactly(Reason.CANCELLED);
    }

    @Test
    void whatWasDueBeforeTheRuleWasSwitchedOnIsLeftAlone() {
        var ticket = waiting();
        clock.set(THURSDAY.plusSeconds(60));
        on(reminder());

        at(THURSDAY.plus(ofDays(3)));

        assertThat(events(ticket, FollowedUp.class)).isEmpty();
        assertThat(next.of(tickets.find(ticket.id()))).isEmpty();
    }

    @Test
    void afterAPauseWhatWasMissedIsCaughtUpWithoutAStorm() {
        on(reminder());
        var all = IntStream.range(0, TimedRules.MAILS_AT_ONCE + 5)
                .mapToObj(n -> waitingFor("customer" + n))
                .toList();

        at(Instant.parse("2026-03-10T11:00:00Z"));
        assertThat(reminded(all)).isEqualTo(TimedRules.MAILS_AT_ONCE);
        at(Instant.parse("2026-03-10T11:01:00Z"));
        eventually(() -> assertThat(reminded(all)).isEqualTo(TimedRules.MAILS_AT_ONCE + 5));
    }

    @Test
    void rulesDoNotChaseEachOther() {
        on(rule(State.WAITING, ofHours(1), new SetStatus(Status.ON_HOLD)));
        on(rule(State.ON_HOLD, ofHours(1), new SetStatus(Status.WAITING)));
        var ticket = waiting();

        for (var hour = 1; hour < 12; hour++) {
            at(MONDAY.plus(ofHours(hour)).plusSeconds(60L * hour));
        }
        assertThat(changesByRules(ticket)).isEqualTo(2);

        tickets.append(ticket.id(), NewMessage.note(grace, Via.WEB, "Hm.", clock.instant()), Actor.of(grace));
        clock.advance(ofHours(2));
        eventually(() -> assertThat(changesByRules(ticket))
                .as("a person had a hand in it")
                .isEqualTo(3));
    }

    @Test
    void twoNodesActOnce() throws Exception {
        on(rule(State.WAITING, ofHours(1), new AddTags(Set.of("late"))));
        var all = new ArrayList<Ticket>();
        for (var n = 0; n < 120; n++) {
            all.add(waiting());
        }
        clock.set(MONDAY.plus(ofHours(2)));
        try (var nodes = Executors.newFixedThreadPool(2)) {
            for (var running : List.of(nodes.submit(timed::run), nodes.submit(timed::run))) {
                running.get();
            }
        }

        eventually(() -> assertThat(all)
                .allSatisfy(ticket -> assertThat(changesByRules(ticket)).isEqualTo(1)));
    }

    @Test
    void whatARuleCannotDoIsOnItsPageAndNotTriedAgain() {
        var rule = on(rule(State.WAITING, ofHours(1), new SetPriority(Priority.HIGH)));
        mailboxes.remove(support.id(), null);
        var speechless = on(reminder());
        var ticket = waiting();

        at(THURSDAY.plusSeconds(60));
        at(THURSDAY.plusSeconds(120));

        eventually(() -> assertThat(tickets.find(ticket.id()).priority()).isEqualTo(Priority.HIGH));
        assertThat(matches.failures(rule.id(), 1)).isEmpty();
        if (mailboxes.all().stream().noneMatch(Mailbox::enabled)) {
            assertThat(matches.failures(speechless.id(), 1))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).contains("no mailbox to send from"));
        }
    }

    @Test
    void onlyWhoIsWaitedForCanBeReminded() {
        assertThatThrownBy(() -> new RuleText(
                        "Thanks", new Lasts(State.SOLVED, ofDays(1)), holds(word), List.of(), "Thank you", false))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new RuleText("Thanks", Moment.OPENS, holds(word), List.of(), "Thank you", false))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new RuleText(
                        "Odd", new Lasts(State.WAITING, ofDays(1)), holds(word), List.of(), "Dear {{nobody}}", false))
                .hasMessageContaining("{{nobody}}");
    }

    private RuleText reminder() {
        return new RuleText(
                unique("Remind"),
                new Lasts(State.WAITING, ofDays(3)),
                holds(word),
                List.of(),
                "Hello {{customer.first_name}}, are you still there? #{{ticket.number}}",
                false);
    }

    private RuleText rule(State state, Duration time, Change... changes) {
        return new RuleText(unique("Rule"), new Lasts(state, time), holds(word), List.of(changes), null, false);
    }

    private Rule on(RuleText text) {
        var rule = rules.add(text, grace);
        rules.enable(rule.id(), grace);
        return rules.find(rule.id());
    }

    private void at(Instant now) {
        clock.set(now);
        timed.run();
    }

    /** A ticket that a follower or the clock's own job holds at the moment is left for the next look. */
    private void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(ofSeconds(10)).pollInterval(ofMillis(20)).untilAsserted(() -> {
            timed.run();
            assertion.run();
        });
    }

    private Ticket waiting() {
        return waiting(MONDAY);
    }

    private Ticket waiting(Instant at) {
        return waiting(ada, at);
    }

    private Ticket waitingFor(String name) {
        return waiting(people.meet(email(name), "Ada Lovelace").id(), MONDAY);
    }

    private String email(String name) {
        return name + "." + word.replace(' ', '.') + "@analytical.example";
    }

    private Ticket waiting(PersonId customer, Instant at) {
        var ticket = tickets.open(
                NewTicket.of(word, customer, NewMessage.in(customer, Via.EMAIL, "Help", at))
                        .through(support.id().value()),
                Actor.of(customer));
        // The sorter holds a new ticket for a moment, and who does not get it comes again a minute later.
        Awaitility.await()
                .pollInterval(ofMillis(5))
                .until(() -> db.sql("select not exists (select from tickets.unsorted where ticket_id = :ticket)")
                        .param("ticket", ticket.id().value())
                        .query(Boolean.class)
                        .single());
        return tickets.change(ticket.id(), List.of(new SetStatus(Status.WAITING)), Actor.of(grace), at);
    }

    private void adaAnswers(Ticket ticket) {
        tickets.append(ticket.id(), NewMessage.in(ada, Via.EMAIL, "Here I am", clock.instant()), Actor.of(ada));
    }

    private long reminded(List<Ticket> all) {
        return all.stream()
                .mapToInt(ticket -> events(ticket, FollowedUp.class).size())
                .sum();
    }

    private List<Message> reminders(Ticket ticket) {
        return events(ticket, FollowedUp.class).stream()
                .map(recorded -> ((FollowedUp) recorded.event()).message())
                .map(message -> tickets.message(message).orElseThrow())
                .toList();
    }

    private List<Reason> reasons(Ticket ticket) {
        return events(ticket, FollowUpStopped.class).stream()
                .map(recorded -> ((FollowUpStopped) recorded.event()).reason())
                .toList();
    }

    private long changesByRules(Ticket ticket) {
        return timeline.of(ticket.id()).stream()
                .filter(recorded -> recorded.by() instanceof Actor.Rule)
                .count();
    }

    private List<Recorded> events(Ticket ticket, Class<? extends TicketEvent> kind) {
        return timeline.of(ticket.id()).stream()
                .filter(recorded -> kind.isInstance(recorded.event()))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
