import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;

/**
 * A desk's years of work, written by a few statements over whole sets. Tickets have 3.85 messages on average of 400 to
 * 1,000 letters each, and 40 % of them are not solved. The words are made of syllables, few of them frequent and most rare.
 */
record Filling(int tickets, int people, int agents, int teams) {

    /** Who follows the log has followed it to here: these are old stories. */
    static final String FOLLOW_TO_THE_END = """
            update tickets.follower
               set xid = pg_current_xact_id(), position = (select max(position) from tickets.event)
            """;

    private static final String[] FIRST = {
        "ba", "den", "fi", "gor", "hu", "ka", "lem", "mi", "nor", "pa", "qui", "ra", "ser", "ti", "ul", "ven", "wa", "xi", "yo", "zet"
    };
    private static final String[] SECOND = {
        "ra", "sol", "te", "un", "vi", "lo", "ma", "ne", "op", "qua", "ri", "sta", "tor", "ber", "ce", "do", "el", "fu", "ga", "in"
    };
    private static final String[] LAST = {
        "", "s", "n", "ta", "ren", "ly", "ing", "ed", "ton", "ment", "al", "ic", "or", "um", "ist", "dom", "age", "ful", "ive", "ous"
    };

    /** One of the 8,000 words, the most frequent first: 0 is in most messages, 1,000 in one of sixty. */
    static String word(int rank) {
        return FIRST[rank % 20] + SECOND[rank / 20 % 20] + LAST[rank / 400];
    }

    void into(Connection database, String owner) throws SQLException {
        database.setAutoCommit(false);
        try (var sql = database.createStatement()) {
            var indexes = setAsideWordIndexes(sql);
            sql.execute("select setseed(0.42)");
            house(sql, owner);
            plan(sql);
            write(sql);
            database.commit();
            for (var index : indexes) {
                sql.execute(index);
            }
            database.commit();
        }
    }

    /** Built anew afterwards, which takes a quarter of the time of keeping them up to date row by row. */
    private static Iterable<String> setAsideWordIndexes(Statement sql) throws SQLException {
        var definitions = new ArrayList<String>();
        var names = new ArrayList<String>();
        try (var rows = sql.executeQuery("""
                select schemaname || '.' || indexname, indexdef
                  from pg_indexes
                 where schemaname = 'tickets'
                   and indexdef like '%USING gin%'
                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (var name : names) {
            sql.execute("drop index " + name);
        }
        return definitions;
    }

    private void house(Statement sql, String owner) throws SQLException {
        sql.execute("""
                insert into people.person (id, name, email, created_at)
                select uuidv7(),
                       (array['Ada', 'Anita', 'Barbara', 'Dennis', 'Edsger', 'Frances', 'Jean', 'Ken', 'Mary', 'Niklaus'])[1 + n %% 10]
                       || ' ' ||
                       (array['Allen', 'Borg', 'Liskov', 'Ritchie', 'Dijkstra', 'Hamilton', 'Sammet', 'Shaw', 'Wirth'])[1 + n / 10 %% 9],
                       case when n > %d then 'agent' else 'customer' end || n || '@example.com',
                       now() - interval '500 days'
                  from generate_series(1, %d) n
                """.formatted(people, people + agents));
        sql.execute("""
                insert into people.address (email, person_id, created_at)
                select email, id, created_at
                  from people.person
                 where email like '%@example.com'
                    on conflict do nothing
                """);
        sql.execute("""
                insert into people.agent (person_id, role, password_hash, joined_at)
                select id, 'AGENT', 'nobody signs in with this', created_at
                  from people.person
                 where email like 'agent%@example.com'
                """);
        sql.execute("""
                insert into people.team (id, name, created_at)
                select uuidv7(), 'Team ' || n, now() - interval '500 days'
                  from generate_series(1, %d) n
                """.formatted(teams));
        sql.execute("""
                insert into people.team_member (team_id, person_id)
                select t.id, a.person_id
                  from (select id, row_number() over (order by name) as n from people.team) t
                  join (select person_id, row_number() over (order by person_id) as n from people.agent) a
                    on a.n %% %d = t.n %% %d
                 union
                select id, (select id from people.person where email = '%s')
                  from people.team
                 where name in ('Team 1', 'Team 2')
                    on conflict do nothing
                """.formatted(teams, teams, owner));
    }

    private void plan(Statement sql) throws SQLException {
        sql.execute("""
                create temporary table texts on commit drop as
                select n,
                       string_agg((%s)[1 + rare %% 20] || (%s)[1 + rare / 20 %% 20] || (%s)[1 + rare / 400], ' ') as body
                  from generate_series(1, 4000) n,
                       generate_series(1, 260) w,
                       lateral (select (7999 * random() ^ 3)::int as rare where n > 0 and w > 0) r
                 group by n
                """.formatted(array(FIRST), array(SECOND), array(LAST)));
        sql.execute("""
                create temporary table plan on commit drop as
                with drawn as (
                    select n, now() - interval '400 days' * (1 - n / (%1$d + 1.0)) as opened_at,
                           1 + (random() * 5.7)::int as messages,
                           1 + floor(random() * %2$d)::int as person, 1 + floor(random() * %3$d)::int as agent,
                           1 + floor(random() * %4$d)::int as team, random() as state, random() as owned
                      from generate_series(1, %1$d) n
                ), person as (
                    select id, row_number() over () as n from people.person where email like 'customer%%@example.com'
                ), agent as (
                    select id, row_number() over () as n from people.person where email like 'agent%%@example.com'
                ), team as (
                    select id, row_number() over () as n from people.team
                )
                select d.n, uuidv7(opened_at - now()) as id, uuidv7(opened_at - now()) as first_message, opened_at,
                       messages, least(interval '5 hours', (now() - opened_at) / 7) as pace,
                       person.id as person, agent.id as agent, owned < 0.7 as owned, team.id as team,
                       case when state < 0.08 then 'new' when state < 0.24 then 'open' when state < 0.36 then 'waiting'
                            when state < 0.40 then 'on_hold' when state < 0.80 then 'solved' else 'closed' end as status
                  from drawn d
                  join person on person.n = d.person
                  join agent on agent.n = d.agent
                  join team on team.n = d.team
                """.formatted(tickets, people, agents, teams));
    }

    private static String array(String... syllables) {
        return "array['" + String.join("', '", syllables) + "']";
    }

    private static void write(Statement sql) throws SQLException {
        sql.execute("""
                insert into tickets.ticket (id, subject, requester_id, status, status_since, priority, team_id, assignee_id,
                                            tags, via, in_hours, first_message_id, opened_at, updated_at, waiting_since, solved_at)
                select p.id, left(t.body, 20 + n_mod), person, status, opened_at + (messages - 1) * pace,
                       (array['immediate', 'high', 'moderate', 'moderate', 'moderate', 'low'])[1 + p.n % 6],
                       team, case when owned then agent end, (array['{}', '{}', '{vip}', '{billing,late}'])[1 + p.n % 4]::text[],
                       'email', true, first_message, opened_at, opened_at + (messages - 1) * pace,
                       case when status in ('new', 'open') then opened_at + (messages - 1) * pace end,
                       case when status in ('solved', 'closed') then opened_at + (messages - 1) * pace end
                  from (select *, n % 40 as n_mod from plan) p
                  join texts t on t.n = 1 + p.n % 4000
                 order by p.n
                """);
        sql.execute("""
                insert into tickets.message (id, ticket_id, direction, author_id, via, body, mail_message_id, recipients, at)
                select case when k = 1 then first_message else uuidv7(opened_at + (k - 1) * pace - now()) end,
                       p.id, case when k % 2 = 1 then 'in' else 'out' end, case when k % 2 = 1 then person else agent end,
                       'email', left(t.body, 400 + ((p.n * 7 + k * 131) % 600)::int), p.n || '.' || k || '@mail.example.com',
                       '{support@example.com}', opened_at + (k - 1) * pace
                  from plan p
                  join lateral generate_series(1, messages) k on true
                  join texts t on t.n = 1 + (p.n * 3 + k * 17) % 4000
                 order by p.n, k
                """);
        sql.execute("insert into tickets.participant (ticket_id, person_id) select id, person from plan");
        sql.execute("""
                insert into tickets.event (id, ticket_id, at, actor, kind, detail)
                select uuidv7(m.at - now()), m.ticket_id, m.at,
                       json_build_object('kind', 'person', 'id', m.author_id), kind,
                       json_build_object('event', kind, 'message', m.id, 'via', 'email', 'automatic', false)
                  from plan p
                  join tickets.message m on m.ticket_id = p.id
                 cross join lateral (select case when m.id = p.first_message then 'opened'
                                                 when m.direction = 'in' then 'received' else 'replied' end as kind
                                      union all
                                     select 'reply_sent' where m.direction = 'out') k
                 order by m.at
                """);
        sql.execute(FOLLOW_TO_THE_END);
    }
}
