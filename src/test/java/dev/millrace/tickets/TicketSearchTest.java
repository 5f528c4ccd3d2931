package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.TicketSearch.Piece;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Transactional
class TicketSearchTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @Autowired
    private TicketSearch search;

    @Autowired
    private Tickets tickets;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient db;

    private PersonId ada;

    @BeforeEach
    void cast() {
        ada = people.meet("ada@analytical.example", "Ada Lovelace").id();
    }

    @Test
    void findsAllWordsInOneMessageOrInTheSubject() {
        var first = open("Printer jams", "The tray is empty", 1);
        var second = open("Question", "Why does the printer always jam when the tray is full", 2);
        open("Tray", "of flowers", 3);

        assertThat(found("printer tray")).containsExactly(second);
        assertThat(found("\"tray is empty\"")).containsExactly(first);
        assertThat(found("printer -always")).containsExactly(first);
        assertThat(found("printer")).containsExactly(second, first);
    }

    @Test
    void findsWhatALaterMessageSays() {
        var ticket = open("Hello", "Hello", 1);
        tickets.append(
                tickets.find(ticket).id(), NewMessage.in(ada, Via.EMAIL, "it is a gyroscope", START), Actor.of(ada));

        assertThat(found("gyroscope")).containsExactly(ticket);
    }

    @Test
    void marksTheWordsWhereTheyStand() {
        open("Hello", "See how the gyroscope turns", 1);

        assertThat(search.page("gyroscope", Criteria.everything(), new Reach.Everything(), null, 10)
                        .items()
                        .getFirst()
                        .snippet())
                .containsExactly(
                        new Piece("See how the ", false), new Piece("gyroscope", true), new Piece(" turns", false));
    }

    /** Statistics make the planner expect a common word: the pages are the same as by the index. */
    @Test
    void aCommonWordIsPagedLikeARareOne() {
        var opened = new ArrayList<Long>();
        for (var i = 0; i < 40; i++) {
            opened.addFirst(open("Common " + i, "the ubiquitous word", i));
        }
        db.sql("""
                insert into tickets.message (id, ticket_id, direction, via, body, at)
                select gen_random_uuid(), (select id from tickets.ticket where number = :number), 'note', 'web',
                       'the ubiquitous word', now()
                  from generate_series(1, 3000)
                """).param("number", opened.getFirst()).update();
        db.sql("analyze tickets.message").update();

        var seen = new ArrayList<Long>();
        String after = null;
        do {
            var page = search.page("ubiquitous", Criteria.everything(), new Reach.Everything(), after, 15);
            page.items().forEach(hit -> seen.add(hit.row().number()));
            after = page.next();
        } while (after != null);

        assertThat(seen).isEqualTo(opened);
    }

    private List<Long> found(String words) {
        return search.page(words, Criteria.everything(), new Reach.Everything(), null, 10).items().stream()
                .map(hit -> hit.row().number())
                .toList();
    }

    private long open(String subject, String body, int hour) {
        var at = START.plus(hour, ChronoUnit.HOURS);
        return tickets.open(NewTicket.of(subject, ada, NewMessage.in(ada, Via.EMAIL, body, at)), Actor.of(ada))
                .number();
    }
}
