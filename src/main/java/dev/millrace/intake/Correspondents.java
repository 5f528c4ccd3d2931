package dev.millrace.intake;

import static java.time.ZoneOffset.UTC;

import dev.millrace.mail.MailAddress;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom the desk knows behind the addresses of a mail, and how much of them it heard lately. */
@Component
class Correspondents {

    /** @param agent whether they work here and sign in */
    record Known(PersonId id, boolean nameless, boolean blocked, boolean agent) {}

    /** Tickets somebody opened, counted up to a limit. */
    record Opened(int inTenMinutes, int inAnHour) {}

    private final JdbcClient db;
    private final People people;
    private final Clock clock;

    Correspondents(JdbcClient db, People people, Clock clock) {
        this.db = db;
        this.people = people;
        this.clock = clock;
    }

    /** By address in lower case; in one round trip. */
    Map<String, Known> known(Collection<String> emails) {
        var known = new HashMap<String, Known>();
        db.sql("""
                select a.email, p.id, p.name = p.email as nameless, p.blocked_at is not null as blocked,
                       exists (select
                                 from people.agent g
                                where g.person_id = p.id
                                  and g.disabled_at is null) as agent
                  from people.address a
                  join people.person p on p.id = a.person_id
                 where a.email in (:emails)
                """).param("emails", emails).query(row -> {
            known.put(
                    row.getString("email"),
                    new Known(
                            new PersonId(row.getObject("id", UUID.class)),
                            row.getBoolean("nameless"),
                            row.getBoolean("blocked"),
                            row.getBoolean("agent")));
        });
        return known;
    }

    /** Everybody of these, known from now on; in the order of their addresses, as {@link People#meet} asks for. */
    Map<String, PersonId> meet(Collection<MailAddress> addresses, Map<String, Known> known) {
        var sorted = new TreeMap<String, MailAddress>();
        addresses.forEach(address -> sorted.put(address.email().toLowerCase(Locale.ROOT), address));
        var met = new HashMap<String, PersonId>();
        sorted.forEach((email, address) -> met.put(email, meet(email, address.name(), known.get(email))));
        return met;
    }

    Opened openedBy(PersonId person, int limit) {
        var now = clock.instant();
        return db.sql("""
                select count(*) filter (where opened_at >= :lately) as lately, count(*) as all
                  from (select opened_at
                          from tickets.ticket
                         where requester_id = :person
                           and updated_at >= :hourAgo
                           and opened_at >= :hourAgo
                         limit :limit) as opened
                """)
                .param("lately", now.minus(Duration.ofMinutes(10)).atOffset(UTC))
                .param("hourAgo", now.minus(Duration.ofHours(1)).atOffset(UTC))
                .param("person", person.value())
                .param("limit", limit)
                .query((row, _) -> new Opened(row.getInt("lately"), row.getInt("all")))
                .single();
    }

    private PersonId meet(String email, String name, @Nullable Known known) {
        if (known != null && !(known.nameless() && !name.isBlank())) {
            return known.id();
        }
        return people.meet(email, name).id();
    }
}
