package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.routing.Bench.Place;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What assignment reads of tickets and writes of its own. */
@Component
class AssignmentStore {

    /** A ticket as far as assignment asks. */
    record Asked(
            TicketId id,
            int version,
            @Nullable TeamId team,
            Priority priority,
            @Nullable CategoryId category,
            @Nullable String language,
            boolean angry,
            @Nullable PersonId last,
            @Nullable PersonId gaveBack) {}

    /** One that was given to somebody, and why. */
    record Given(Asked ticket, PersonId to, Why why) {}

    private record Held(PersonId person, Priority priority, int tickets) {}

    private static final String ASKED = """
            select t.id, t.version, t.team_id, t.priority, t.category_id, t.language,
                   coalesce(r.mood = 'angry', false) as angry,
                   (select o.assignee_id
                      from tickets.ticket o
                     where o.requester_id = t.requester_id
                       and o.id <> t.id
                       and o.assignee_id is not null
                     order by o.updated_at desc
                     limit 1) as last_agent,
                   (select case when e.detail ->> 'to' is null then cast(e.detail ->> 'from' as uuid) end
                      from tickets.event e
                     where e.ticket_id = t.id
                       and e.kind = 'assignee_changed'
                     order by e.position desc
                     limit 1) as gave_back
              from tickets.ticket t
              left join tickets.reading r on r.ticket_id = t.id
              left join tickets.urgency u on u.ticket_id = t.id
            """;

    /** As the inbox shows them, over {@link #ASKED}. One that nobody has ranked yet stands where its priority puts it. */
    private static final String MOST_URGENT_FIRST = """
            order by coalesce(u.since, coalesce(t.waiting_since, t.opened_at) - %s * interval '1 hour'), t.number
            """.formatted(UrgencyTerms.ofPriority("t.priority"));

    private final JdbcClient db;

    AssignmentStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * One at a time on all nodes from here to the end of the transaction: what the next one reads of anybody's load is what
     * this one leaves. Take the tickets before it, or pass by those that are taken: see ADR 0010.
     */
    void takeTurns() {
        db.sql("select pg_advisory_xact_lock(hashtextextended('routing.assignment', 0))")
                .query((_, _) -> true)
                .single();
    }

    /** Of tickets that the caller has locked. */
    List<Asked> asked(List<Ticket> tickets) {
        return db.sql(ASKED + "where t.id = any(:ids) order by t.number")
                .param("ids", ids(tickets.stream().map(Ticket::id).toList()))
                .query(AssignmentStore::asked)
                .list();
    }

    /** Those of these teams that are ours to act on and nobody's yet, the most urgent first. */
    List<Asked> waiting(Collection<TeamId> teams, int limit) {
        return db.sql(ASKED + """
                where t.assignee_id is null
                  and t.status in ('new', 'open')
                  and t.team_id = any(:teams)
                  and not exists (select from tickets.unsorted u where u.ticket_id = t.id)
                %s
                limit :limit
                """.formatted(MOST_URGENT_FIRST))
                .param("teams", teams.stream().map(TeamId::value).toArray(UUID[]::new))
                .param("limit", limit)
                .query(AssignmentStore::asked)
                .list();
    }

    /** What somebody has that is ours to act on, locked until the transaction ends. */
    List<Asked> heldBy(PersonId person) {
        db.sql("""
                select id
                  from tickets.ticket
                 where assignee_id = :person
                   and status in ('new', 'open')
                 order by id
                   for update
                """).param("person", person.value()).query(UUID.class).list();
        return db.sql(ASKED + """
                where t.assignee_id = :person
                  and t.status in ('new', 'open')
                %s
                """.formatted(MOST_URGENT_FIRST))
                .param("person", person.value())
                .query(AssignmentStore::asked)
                .list();
    }

    List<Long> numbersHeldBy(PersonId person) {
        return db.sql("""
                select t.number
                  from tickets.ticket t
                  left join tickets.urgency u on u.ticket_id = t.id
                 where t.assignee_id = :person
                   and t.status in ('new', 'open')
                %s
                 limit 200
                """.formatted(MOST_URGENT_FIRST))
                .param("person", person.value())
                .query((row, _) -> row.getLong("number"))
                .list();
    }

    /** Locks those of them that are still as they were read and that nobody holds. */
    Set<TicketId> lockUnchanged(List<Given> given) {
        return Set.copyOf(db.sql("""
                select t.id
                  from tickets.ticket t
                  join unnest(:ids, :versions) as read (id, version) on read.id = t.id and read.version = t.version
                   for update of t skip locked
                """)
                .param("ids", ids(given.stream().map(each -> each.ticket().id()).toList()))
                .param(
                        "versions",
                        given.stream().map(each -> each.ticket().version()).toArray(Integer[]::new))
                .query((row, _) -> new TicketId(row.getObject("id", UUID.class)))
                .list());
    }

    /** Units that everybody carries: open tickets that are theirs and ours to act on. */
    Map<PersonId, Integer> inHand(Weights weights) {
        var units = new HashMap<PersonId, Integer>();
        db.sql("""
                select assignee_id, priority, count(*) as tickets
                  from tickets.ticket
                 where assignee_id is not null
                   and status in ('new', 'open')
                 group by assignee_id, priority
                """)
                .query((row, _) -> new Held(
                        new PersonId(row.getObject("assignee_id", UUID.class)),
                        Priority.of(row.getString("priority")),
                        row.getInt("tickets")))
                .list()
                .forEach(
                        held -> units.merge(held.person(), held.tickets() * weights.of(held.priority()), Integer::sum));
        return units;
    }

    Map<Place, Long> turns() {
        var turns = new HashMap<Place, Long>();
        db.sql("select team_id, person_id, taken from routing.turn").query(row -> {
            turns.put(
                    new Place(
                            new TeamId(row.getObject("team_id", UUID.class)),
                            new PersonId(row.getObject("person_id", UUID.class))),
                    row.getLong("taken"));
        });
        return turns;
    }

    /** That they were given, why, and that those who got them had their turn, in this order. */
    void record(List<Given> given, Instant at) {
        db.sql("""
                insert into routing.assigned (id, ticket_id, team_id, person_id, at, why)
                select g.id, g.ticket, g.team, g.person, :at, g.why
                  from unnest(:ids, :tickets, :teams, :people, cast(:whys as jsonb[])) as g (id, ticket, team, person, why)
                """)
                .param("ids", given.stream().map(_ -> Ids.next()).toArray(UUID[]::new))
                .param(
                        "tickets",
                        ids(given.stream().map(each -> each.ticket().id()).toList()))
                .param(
                        "teams",
                        given.stream().map(each -> value(each.ticket().team())).toArray(UUID[]::new))
                .param("people", given.stream().map(each -> each.to().value()).toArray(UUID[]::new))
                .param(
                        "whys",
                        given.stream().map(each -> Json.write(each.why())).toArray(String[]::new))
                .param("at", at.atOffset(UTC))
                .update();
        takeTurns(given);
    }

    private void takeTurns(List<Given> given) {
        var lastFirst = new LinkedHashSet<Place>();
        given.reversed().stream()
                .filter(each -> each.ticket().team() != null)
                .forEach(each -> lastFirst.add(new Place(team(each), each.to())));
        var places = List.copyOf(lastFirst).reversed();
        db.sql("""
                insert into routing.turn (team_id, person_id, taken)
                select team, person, nextval('routing.turn_order')
                  from (select team, person
                          from unnest(:teams, :people) with ordinality as place (team, person, nth)
                         order by nth) as places
                    on conflict (team_id, person_id) do update set taken = excluded.taken
                """)
                .param("teams", places.stream().map(each -> each.team().value()).toArray(UUID[]::new))
                .param(
                        "people",
                        places.stream().map(each -> each.person().value()).toArray(UUID[]::new))
                .update();
    }

    Optional<Assignment.Reason> why(TicketId ticket) {
        return db.sql("""
                select person_id, at, why
                  from routing.assigned
                 where ticket_id = :ticket
                 order by at desc, id desc
                 limit 1
                """)
                .param("ticket", ticket.value())
                .query((row, _) -> new Assignment.Reason(
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Json.read(row.getString("why"), Why.class)))
                .optional();
    }

    /** Those of these causes that were dealt with. */
    Set<UUID> dealtWith(Collection<UUID> causes) {
        return Set.copyOf(db.sql("select caused_by from routing.hand_over where caused_by = any(:causes)")
                .param("causes", causes.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Whether this is the first to deal with it; a second one waits here until the first is done. */
    boolean dealWith(String cause, UUID causedBy, PersonId person, Instant at) {
        return db.sql("""
                insert into routing.hand_over (id, person_id, cause, caused_by, at, tickets)
                values (:id, :person, :cause, :causedBy, :at, 0)
                    on conflict (cause, caused_by) do nothing
                """)
                        .param("id", Ids.next())
                        .param("person", person.value())
                        .param("cause", cause)
                        .param("causedBy", causedBy)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    void count(String cause, UUID causedBy, int tickets) {
        db.sql("update routing.hand_over set tickets = :tickets where cause = :cause and caused_by = :causedBy")
                .param("tickets", tickets)
                .param("cause", cause)
                .param("causedBy", causedBy)
                .update();
    }

    private static Asked asked(ResultSet row, int nth) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        var category = row.getObject("category_id", UUID.class);
        return new Asked(
                new TicketId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                team == null ? null : new TeamId(team),
                Priority.of(row.getString("priority")),
                category == null ? null : new CategoryId(category),
                row.getString("language"),
                row.getBoolean("angry"),
                person(row.getObject("last_agent", UUID.class)),
                person(row.getObject("gave_back", UUID.class)));
    }

    private static @Nullable PersonId person(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }

    private static @Nullable UUID value(@Nullable TeamId team) {
        return team == null ? null : team.value();
    }

    private static TeamId team(Given given) {
        return Objects.requireNonNull(given.ticket().team());
    }

    private static UUID[] ids(List<TicketId> tickets) {
        return tickets.stream().map(TicketId::value).toArray(UUID[]::new);
    }
}
