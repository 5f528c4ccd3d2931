package dev.millrace.routing;

import dev.millrace.kernel.Ids;
import dev.millrace.people.Agents;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ada, who writes, Grace, who makes the rules, and the teams that get the tickets. */
@TestComponent
class Cast {

    private final People people;
    private final Teams teams;
    private final Tickets tickets;
    private final Clock clock;
    private final JdbcClient db;

    Cast(People people, Teams teams, Tickets tickets, Agents agents, Clock clock, JdbcClient db) {
        this.people = people;
        this.teams = teams;
        this.tickets = tickets;
        this.clock = clock;
        this.db = db;
    }

    PersonId ada() {
        return people.meet("ada@analytical.example", "Ada Lovelace").id();
    }

    PersonId grace() {
        return people.meet("grace@desk.example", "Grace").id();
    }

    /** As if somebody had blocked them on their page. */
    void block(PersonId person) {
        db.sql("update people.person set blocked_at = now() where id = :id")
                .param("id", person.value())
                .update();
    }

    /** A team of its own name, so that tests do not meet. */
    TeamId team(String name) {
        return teams.add(unique(name), "", grace()).id();
    }

    Ticket adaWrites(String subject, String body) {
        return adaWrites(subject, body, clock.instant());
    }

    Ticket adaWrites(String subject, String body, Instant at) {
        var ada = ada();
        return tickets.open(NewTicket.of(subject, ada, NewMessage.in(ada, Via.EMAIL, body, at)), Actor.of(ada));
    }

    static String unique(String name) {
        return name + " " + Ids.next().toString().substring(9);
    }

    /** A rule for texts that hold the word, and nothing else in other tests. */
    static RuleText rule(String name, String word, Change... changes) {
        return new RuleText(name, holds(word), List.of(changes), false);
    }

    static RuleText thenStop(RuleText text) {
        return new RuleText(text.name(), text.criteria(), text.changes(), true);
    }

    static Criteria holds(String word) {
        return new Contains(Contains.Text.SUBJECT_OR_BODY, Set.of(word));
    }
}
