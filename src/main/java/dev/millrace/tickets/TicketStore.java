package dev.millrace.tickets;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tickets as rows; with {@link MessageStore} the only class that writes the schema {@code tickets}. */
@Component
class TicketStore {

    private static final String UPDATE = """
            update tickets.ticket
               set subject       = :subject,
                   status        = :status,
                   status_since  = :statusSince,
                   priority      = :priority,
                   category_id   = :category,
                   team_id       = :team,
                   assignee_id   = :assignee,
                   tags          = :tags,
                   fields        = cast(:fields as jsonb),
                   language      = :language,
                   updated_at    = :updatedAt,
                   waiting_since = :waitingSince,
                   solved_at     = :solvedAt,
                   version       = version + 1
             where id = :id
               and version = :version
            """;

    /** Something that happened to a ticket, and who did it. */
    record Happened(TicketId ticket, Actor by, TicketEvent event) {}

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate jdbc;

    TicketStore(JdbcClient db, NamedParameterJdbcTemplate jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** With those who take part from the start, its first event, and on the list of those to be sorted. */
    Ticket insert(NewTicket ticket, TicketId id, Instant at, boolean inHours, Actor by, TicketEvent.Opened event) {
        var waiting = ticket.first().direction() == Message.Direction.IN;
        return db.sql("""
                with opened as (
                    insert into tickets.ticket (id, subject, requester_id, status, status_since, priority, tags, fields,
                                                channel_id, via, in_hours, opened_at, updated_at, waiting_since,
                                                first_message_id)
                    values (:id, :subject, :requester, 'new', :at, :priority, :tags, cast(:fields as jsonb),
                            :channel, :via, :inHours, :at, :at, :waiting, :first)
                    returning *
                ), taking_part as (
                    insert into tickets.participant (ticket_id, person_id)
                    select id, unnest(:people)
                      from opened
                ), to_sort as (
                    insert into tickets.unsorted (ticket_id)
                    select id
                      from opened
                ), happened as (
                    insert into tickets.event (id, ticket_id, at, actor, kind, detail)
                    select :event, id, :at, cast(:actor as jsonb), cast(:detail as jsonb) ->> 'event', cast(:detail as jsonb)
                      from opened
                )
                select * from opened
                """)
                .param("id", id.value())
                .param("subject", Ticket.subjectLine(ticket.subject()))
                .param("requester", ticket.requester().value())
                .param("priority", ticket.priority().word())
                .param("tags", Ticket.tagWords(ticket.tags()).toArray(String[]::new))
                .param("fields", Json.write(ticket.fields()))
                .param("channel", ticket.channel())
                .param("via", ticket.via().word())
                .param("inHours", inHours)
                .param("at", utc(at))
                .param("waiting", waiting ? utc(at) : null)
                .param("first", ticket.first().id().value())
                .param(
                        "people",
                        Stream.concat(Stream.of(ticket.requester()), ticket.participants().stream())
                                .map(PersonId::value)
                                .distinct()
                                .toArray(UUID[]::new))
                .param("event", Ids.next())
                .param("actor", Actors.write(by))
                .param("detail", Json.write(event))
                .query(TicketStore::ticket)
                .single();
    }

    /** Writes what a step may change, if nobody else wrote since it was read. */
    Ticket update(Ticket ticket) {
        return db.sql(UPDATE + "returning *")
                .params(asWritten(ticket))
                .query(TicketStore::ticket)
                .optional()
                .orElseThrow(() -> changedMeanwhile(ticket));
    }

    /** As above, sent at once. */
    void updateAll(List<Ticket> tickets) {
        var written = jdbc.batchUpdate(
                UPDATE,
                tickets.stream()
                        .map(ticket -> new MapSqlParameterSource(asWritten(ticket)))
                        .toArray(SqlParameterSource[]::new));
        for (var nth = 0; nth < written.length; nth++) {
            if (written[nth] == 0) {
                throw changedMeanwhile(tickets.get(nth));
            }
        }
    }

    private static Map<String, @Nullable Object> asWritten(Ticket ticket) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("subject", ticket.subject());
        values.put("status", ticket.status().word());
        values.put("statusSince", utc(ticket.statusSince()));
        values.put("priority", ticket.priority().word());
        values.put(
                "category", ticket.category() == null ? null : ticket.category().value());
        values.put("team", ticket.team() == null ? null : ticket.team().value());
        values.put(
                "assignee", ticket.assignee() == null ? null : ticket.assignee().value());
        values.put("tags", ticket.tags().toArray(String[]::new));
        values.put("fields", Json.write(ticket.fields()));
        values.put("language", ticket.language());
        values.put("updatedAt", utc(ticket.updatedAt()));
        values.put("waitingSince", utc(ticket.waitingSince()));
        values.put("solvedAt", utc(ticket.solvedAt()));
        values.put("id", ticket.id().value());
        values.put("version", ticket.version());
        return values;
    }

    private static Conflict changedMeanwhile(Ticket ticket) {
        return new Conflict(
                "Ticket %d was changed meanwhile. Look at it again, then repeat.".formatted(ticket.number()));
    }

    Optional<Ticket> find(long number) {
        return db.sql("select * from tickets.ticket where number = :number")
                .param("number", number)
                .query(TicketStore::ticket)
                .optional();
    }

    Optional<Ticket> find(TicketId id) {
        return db.sql("select * from tickets.ticket where id = :id")
                .param("id", id.value())
                .query(TicketStore::ticket)
                .optional();
    }

    /** The row stays locked until the transaction ends, so that two writers come one after the other. */
    Optional<Ticket> lock(TicketId id) {
        return db.sql("select * from tickets.ticket where id = :id for update")
                .param("id", id.value())
                .query(TicketStore::ticket)
                .optional();
    }

    /** Oldest first; those that somebody holds, another node or who changes the ticket, are left on the list. */
    List<Beginning> unsorted(int limit, Collection<TicketId> without, int longest) {
        return db.sql("""
                select t.id, t.subject, left(m.body, :longest) as body
                  from (select ticket_id
                          from tickets.unsorted
                         where ticket_id <> all(:without)
                         order by ticket_id
                         limit :limit) as u
                  join tickets.ticket t on t.id = u.ticket_id
                  join tickets.message m on m.id = t.first_message_id
                 order by t.id
                """)
                .param("limit", limit)
                .param("without", without.stream().map(TicketId::value).toArray(UUID[]::new))
                .param("longest", longest)
                .query((row, _) -> new Beginning(
                        new TicketId(row.getObject("id", UUID.class)), row.getString("subject"), row.getString("body")))
                .list();
    }

    List<Ticket> all(Collection<TicketId> ids) {
        return db.sql("select * from tickets.ticket where id = any(:ids)")
                .param("ids", ids.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(TicketStore::ticket)
                .list();
    }

    void recognise(Map<TicketId, String> languages) {
        var sorted = languages.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .toList();
        db.sql("""
                update tickets.ticket t
                   set language = read.language
                  from unnest(:tickets, :languages) as read (ticket_id, language)
                 where t.id = read.ticket_id
                   and t.language is null
                """)
                .param(
                        "tickets",
                        sorted.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
                .param("languages", sorted.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .update();
    }

    void putUnsorted(TicketId ticket) {
        db.sql("insert into tickets.unsorted (ticket_id) values (:ticket) on conflict do nothing")
                .param("ticket", ticket.value())
                .update();
    }

    List<Ticket> takeUnsorted(Collection<TicketId> among) {
        return db.sql("""
                with taken as (
                    select t.*
                      from tickets.unsorted u
                      join tickets.ticket t on t.id = u.ticket_id
                     where u.ticket_id = any(:among)
                     order by u.ticket_id
                       for update skip locked
                ), off_the_list as (
                    delete from tickets.unsorted u
                     using taken
                     where u.ticket_id = taken.id
                )
                select * from taken order by number
                """)
                .param("among", among.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(TicketStore::ticket)
                .list();
    }

    void addParticipants(TicketId ticket, Collection<PersonId> people) {
        if (people.isEmpty()) {
            return;
        }
        db.sql("""
                insert into tickets.participant (ticket_id, person_id)
                select :ticket, unnest(:people)
                    on conflict do nothing
                """)
                .param("ticket", ticket.value())
                .param("people", people.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .update();
    }

    Map<String, PersonId> participants(TicketId ticket) {
        var people = new HashMap<String, PersonId>();
        db.sql("""
                select a.email, a.person_id
                  from tickets.participant p
                  join people.address a on a.person_id = p.person_id
                 where p.ticket_id = :ticket
                """)
                .param("ticket", ticket.value())
                .query((row, _) ->
                        Map.entry(row.getString("email"), new PersonId(row.getObject("person_id", UUID.class))))
                .list()
                .forEach(one -> people.put(one.getKey(), one.getValue()));
        return people;
    }

    boolean takesPart(TicketId ticket, PersonId person) {
        return db.sql("""
                select exists (
                    select from tickets.participant where ticket_id = :ticket and person_id = :person)
                """)
                .param("ticket", ticket.value())
                .param("person", person.value())
                .query(Boolean.class)
                .single();
    }

    /** In this order. */
    void append(Instant at, List<Happened> happened) {
        db.sql("""
                insert into tickets.event (id, ticket_id, at, actor, kind, detail)
                select e.id, e.ticket, :at, e.actor, e.detail ->> 'event', e.detail
                  from unnest(:ids, :tickets, cast(:actors as jsonb[]), cast(:details as jsonb[]))
                       with ordinality as e (id, ticket, actor, detail, nth)
                 order by e.nth
                """)
                .param("at", utc(at))
                .param("ids", happened.stream().map(_ -> Ids.next()).toArray(UUID[]::new))
                .param(
                        "tickets",
                        happened.stream().map(each -> each.ticket().value()).toArray(UUID[]::new))
                .param(
                        "actors",
                        happened.stream().map(each -> Actors.write(each.by())).toArray(String[]::new))
                .param(
                        "details",
                        happened.stream().map(each -> Json.write(each.event())).toArray(String[]::new))
                .update();
    }

    static Ticket ticket(ResultSet row, int nth) throws SQLException {
        var category = row.getObject("category_id", UUID.class);
        var team = row.getObject("team_id", UUID.class);
        var assignee = row.getObject("assignee_id", UUID.class);
        return new Ticket(
                new TicketId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                row.getString("subject"),
                new PersonId(row.getObject("requester_id", UUID.class)),
                Status.of(row.getString("status")),
                row.getObject("status_since", OffsetDateTime.class).toInstant(),
                Priority.of(row.getString("priority")),
                category == null ? null : new CategoryId(category),
                team == null ? null : new TeamId(team),
                assignee == null ? null : new PersonId(assignee),
                tags(row.getArray("tags")),
                CustomFields.values(row.getString("fields")),
                row.getObject("channel_id", UUID.class),
                Via.of(row.getString("via")),
                row.getString("language"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "waiting_since"),
                instant(row, "solved_at"),
                row.getInt("version"));
    }

    static SortedSet<String> tags(Array array) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
