package dev.millrace.learning;

import dev.millrace.tickets.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Past tickets whose value is known, which is what there is to learn from. A value that a person gave or confirmed counts
 * whole. What a rule or the desk itself chose counts only when the ticket was solved with it, and counts less: nobody
 * minded, which is not the same as somebody saying so.
 */
@Component
class LabelledTickets {

    /** More would make training slow and its model large, and old tickets say little about today's. */
    static final int MOST = 20_000;

    /**
     * @param value as {@link Labels} names it
     * @param weight how much it says: 1 when a person said so
     * @param vector its embedding, when it was kept
     */
    record LabelledTicket(
            TicketId id,
            long number,
            String subject,
            String body,
            String value,
            float weight,
            float @Nullable [] vector) {}

    private final JdbcClient db;

    LabelledTickets(JdbcClient db) {
        this.db = db;
    }

    /** Newest first. */
    List<LabelledTicket> of(Learned field, String embedder) {
        return db.sql("""
                select known.*, left(m.body, :longest) as body, u.vector
                  from (%s order by t.opened_at desc limit :most) as known
                  join tickets.message m on m.id = known.first_message_id
                  left join learning.understanding u on u.ticket_id = known.id and u.model = :embedder
                """.formatted(known(field)))
                .param("field", field.word())
                .param("kind", field.event())
                .param("most", MOST)
                .param("longest", Reader.LONGEST)
                .param("embedder", embedder)
                .query((row, _) -> new LabelledTicket(
                        new TicketId(row.getObject("id", UUID.class)),
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getString("value"),
                        row.getFloat("weight"),
                        Vectors.read(row.getBytes("vector"))))
                .list();
    }

    /** How many, old ones too, a person has said to have one of these values: whether training is worth its while. */
    int count(Learned field, Collection<String> values) {
        return db.sql("""
                select count(*)
                  from (select
                          from (%s) as known
                         where weight = 1
                           and value = any(:values)
                           and id in (select ticket_id
                                        from tickets.event
                                       where kind = '%s'
                                         and actor ->> 'kind' in ('person', 'macro', 'token')
                                       union all
                                      select ticket_id
                                        from learning.verdict
                                       where field = :field)) as said
                """.formatted(known(field), field.event()))
                .param("field", field.word())
                .param("kind", field.event())
                .param("values", values.toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    static String known(Learned field) {
        return """
                select t.id, t.number, t.subject, t.via, t.opened_at, t.first_message_id, coalesce(v.value, %1$s) as value,
                       case when v.value is not null or last.by in ('person', 'macro', 'token') then 1.0
                            when last.by = 'rule' then 0.5
                            else 0.3
                        end as weight
                  from tickets.ticket t
                  left join learning.verdict v on v.ticket_id = t.id and v.field = :field
                  left join lateral (select e.actor ->> 'kind' as by
                                       from tickets.event e
                                      where e.ticket_id = t.id
                                        and e.kind = :kind
                                      order by e.position desc
                                      limit 1) as last on true
                 where coalesce(v.value, %1$s) is not null
                   and (v.value is not null
                        or last.by in ('person', 'macro', 'token')
                        or (last.by is not null and t.status in ('solved', 'closed')))
                """.formatted(column(field));
    }

    private static String column(Learned field) {
        return switch (field) {
            case CATEGORY -> "t.category_id::text";
            case TEAM -> "t.team_id::text";
            case PRIORITY -> "t.priority";
        };
    }
}
