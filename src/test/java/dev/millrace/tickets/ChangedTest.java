package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.TicketEvent.AssigneeChanged;
import dev.millrace.tickets.TicketEvent.LanguageChanged;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import dev.millrace.tickets.TicketEvent.TagsChanged;
import dev.millrace.tickets.TicketEvent.TeamChanged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangedTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    private final PersonId ada = new PersonId(Ids.next());
    private final PersonId linus = new PersonId(Ids.next());
    private final TeamId billing = new TeamId(Ids.next());
    private final Ticket ticket = new Ticket(
            TicketId.next(),
            7,
            "Refund please",
            ada,
            Status.NEW,
            MONDAY,
            Priority.MODERATE,
            null,
            null,
            null,
            new TreeSet<>(),
            new TreeMap<>(),
            null,
            Via.EMAIL,
            null,
            MONDAY,
            MONDAY,
            MONDAY,
            null,
            0);

    @Test
    void eachChangeIsAnEventOfItsOwn() {
        var changed =
                Changed.apply(ticket, List.of(new Change.SetTeam(billing), new Change.SetAssignee(linus)), TUESDAY);

        assertThat(changed.ticket().team()).isEqualTo(billing);
        assertThat(changed.ticket().assignee()).isEqualTo(linus);
        assertThat(changed.events()).containsExactly(new TeamChanged(null, billing), new AssigneeChanged(null, linus));
    }

    @Test
    void aTicketKnowsSinceWhenItHasItsStatus() {
        var waiting = Changed.apply(ticket, List.of(new Change.SetStatus(Status.WAITING)), TUESDAY)
                .ticket();

        assertThat(waiting.statusSince()).isEqualTo(TUESDAY);
        assertThat(waiting.rank(Priority.HIGH).touch(TUESDAY.plusSeconds(9)).statusSince())
                .isEqualTo(TUESDAY);
        assertThat(waiting.hear(TUESDAY.plusSeconds(60)).statusSince()).isEqualTo(TUESDAY.plusSeconds(60));
        assertThat(ticket.hear(TUESDAY).statusSince())
                .as("it was new and still is")
                .isEqualTo(MONDAY);
    }

    @Test
    void aLanguageIsAnIsoCode() {
        var german = Changed.apply(ticket, List.of(new Change.SetLanguage("de")), TUESDAY);

        assertThat(german.ticket().language()).isEqualTo("de");
        assertThat(german.events()).containsExactly(new LanguageChanged(null, "de"));
        assertThatThrownBy(() -> Changed.apply(ticket, List.of(new Change.SetLanguage("German")), TUESDAY))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("ISO 639-1");
    }

    @Test
    void aChangeToWhatAlreadyHoldsIsNoEvent() {
        var changed = Changed.apply(ticket, List.of(new Change.SetPriority(Priority.MODERATE)), TUESDAY);

        assertThat(changed).isEqualTo(new Changed(ticket, List.of()));
    }

    @Test
    void solvingNotesTheTimeAndNobodyWaitsAnyLonger() {
        var changed = Changed.apply(ticket, List.of(new Change.SetStatus(Status.SOLVED)), TUESDAY);

        assertThat(changed.ticket().solvedAt()).isEqualTo(TUESDAY);
        assertThat(changed.ticket().waitingSince()).isNull();
        assertThat(changed.events()).containsExactly(new StatusChanged(Status.NEW, Status.SOLVED));
    }

    @Test
    void aSolvedTicketOpensAgainWhenItsCustomerWrites() {
        var solved = Changed.apply(ticket, List.of(new Change.SetStatus(Status.SOLVED)), MONDAY)
                .ticket();

        var heard = solved.hear(TUESDAY);

        assertThat(heard.status()).isEqualTo(Status.OPEN);
        assertThat(heard.solvedAt()).isNull();
        assertThat(heard.waitingSince()).isEqualTo(TUESDAY);
    }

    @Test
    void nothingBecomesNewAgain() {
        var open = Changed.apply(ticket, List.of(new Change.SetStatus(Status.OPEN)), MONDAY)
                .ticket();

        assertThatThrownBy(() -> Changed.apply(open, List.of(new Change.SetStatus(Status.NEW)), TUESDAY))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Ticket 7 is open and cannot become new");
    }

    @Test
    void tagsAreWordsInLowerCaseWithoutSpaces() {
        var changed = Changed.apply(
                ticket,
                List.of(new Change.AddTags(Set.of(" Very Urgent ")), new Change.RemoveTags(Set.of("none"))),
                TUESDAY);

        assertThat(changed.ticket().tags()).containsExactly("very-urgent");
        assertThat(changed.events()).containsExactly(new TagsChanged(List.of("very-urgent"), List.of()));
    }

    @Test
    void anEmptyTagIsRefused() {
        assertThatThrownBy(() -> Changed.apply(ticket, List.of(new Change.AddTags(Set.of("  "))), TUESDAY))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aSubjectIsOneLineOfAtMost500Characters() {
        assertThat(Ticket.subjectLine(" Two\r\nlines ")).isEqualTo("Two lines");
        assertThat(Ticket.subjectLine(" ")).isEqualTo("(no subject)");
        assertThat(Ticket.subjectLine("😀".repeat(600))
                        .codePointCount(0, Ticket.subjectLine("😀".repeat(600)).length()))
                .isEqualTo(500);
    }
}
