package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.language.Mood;
import dev.millrace.language.Sign;
import dev.millrace.learning.Reader;
import dev.millrace.learning.Signs;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Facts.History;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tickets to be ranked, and what that takes, as rows. */
@Component
class RankingRows {

    /**
     * A ticket as it stands.
     *
     * @param unanswered messages of the customer below our last answer
     * @param chosen whether a person, a rule or a program has set its priority
     */
    record Rank(Facts facts, List<Sign> signs, int unanswered, boolean chosen) {

        Mood mood() {
            return Thought.mood(facts.reading());
        }
    }

    private final JdbcClient db;
    private final Clock clock;

    RankingRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Puts tickets on the list; {@code heard} where the customer wrote something that nobody has read. */
    void add(Map<TicketId, Boolean> heard) {
        var tickets = heard.keySet().stream().map(TicketId::value).sorted().toArray(UUID[]::new);
        var flags =
                Arrays.stream(tickets).map(id -> heard.get(new TicketId(id))).toArray(Boolean[]::new);
        db.sql("""
                insert into routing.unranked (ticket_id, heard)
                select * from unnest(:tickets, :heard)
                    on conflict (ticket_id) do update set heard = unranked.heard or excluded.heard
                """).param("tickets", tickets).param("heard", flags).update();
    }

    /** All that wait for us and were last ranked before some time: values of customers change, and so do weights. */
    int addStale(Instant before) {
        return db.sql("""
                insert into routing.unranked (ticket_id, heard)
                select ticket_id, false
                  from tickets.urgency
                 where at < :before
                    on conflict do nothing
                """).param("before", before.atOffset(UTC)).update();
    }

    /** What customers last wrote to those of the next tickets where nobody has read it. */
    Map<TicketId, String> unread(int limit) {
        var unread = new HashMap<TicketId, String>();
        db.sql("""
                select next.ticket_id, left(said.body, :longest) as body
                  from (select * from routing.unranked order by ticket_id limit :limit) as next
                  join lateral (select m.body
                                  from tickets.message m
                                 where m.ticket_id = next.ticket_id
                                   and m.direction = 'in'
                                   and not m.automatic
                                 order by m.at desc, m.id desc
                                 limit 1) as said on true
                 where next.heard
                """)
                .param("limit", limit)
                .param("longest", Reader.LONGEST)
                .query((row, _) ->
                        Map.entry(new TicketId(row.getObject("ticket_id", UUID.class)), row.getString("body")))
                .list()
                .forEach(each -> unread.put(each.getKey(), each.getValue()));
        return unread;
    }

    /** Takes the next off the list, those that were heard meanwhile only when they have been read. */
    List<TicketId> take(int limit, Collection<TicketId> read) {
        return db.sql("""
                delete from routing.unranked u
                 using (select ticket_id
                          from routing.unranked
                         where not heard
                            or ticket_id = any(:read)
                         order by ticket_id
                         limit :limit
                           for update skip locked) as next
                 where u.ticket_id = next.ticket_id
                returning u.ticket_id
                """)
                .param("limit", limit)
                .param("read", read.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> new TicketId(row.getObject("ticket_id", UUID.class)))
                .list();
    }

    List<Rank> of(Collection<Ticket> tickets) {
        var now = clock.instant();
        var byId = tickets.stream().collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
        return db.sql("""
                select t.id, %s, u.signs,
                       (select count(*)
                          from tickets.event e
                         where e.ticket_id = t.id
                           and e.kind = 'status_changed'
                           and e.detail ->> 'from' in ('solved', 'closed')
                           and e.detail ->> 'to' not in ('solved', 'closed')) as reopened,
                       (select count(*)
                          from tickets.message s
                         where s.ticket_id = t.id
                           and s.direction = 'in'
                           and not s.automatic
                           and s.at > coalesce((select max(a.at)
                                                  from tickets.message a
                                                 where a.ticket_id = t.id
                                                   and a.direction = 'out'
                                                   and not a.automatic), '-infinity')) as unanswered,
                       exists (select
                                 from tickets.event e
                                where e.ticket_id = t.id
                                  and e.kind = 'priority_changed'
                                  and e.actor ->> 'kind' <> 'desk') as chosen
                  from tickets.ticket t
                %s
                  left join learning.understanding u on u.ticket_id = t.id
                 where t.id = any(:tickets)
                """.formatted(FactRows.OPENING, FactRows.JOINS))
                .param("tickets", byId.keySet().toArray(UUID[]::new))
                .query((row, _) -> {
                    var ticket = Objects.requireNonNull(byId.get(row.getObject("id", UUID.class)));
                    var facts = FactRows.opening(row, ticket, now);
                    var history = new History(facts.history().earlier(), row.getInt("reopened"), 0, null);
                    return new Rank(
                            facts.with(history),
                            Signs.read(row.getString("signs")),
                            row.getInt("unanswered"),
                            row.getBoolean("chosen"));
                })
                .list();
    }
}
