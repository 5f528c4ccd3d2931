package dev.millrace.demo;

import dev.millrace.people.Customers;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers of Fenwick Bikes who write often enough to have set a password, so that the portal can be tried as one of them. */
@Component
class Regulars {

    private static final int MANY = 3;

    private final JdbcClient db;
    private final Customers customers;

    Regulars(JdbcClient db, Customers customers) {
        this.db = db;
        this.customers = customers;
    }

    void setPasswords(String password) {
        db.sql("""
                select t.requester_id
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                 where p.email is not null
                   and p.blocked_at is null
                 group by t.requester_id
                 order by count(*) desc, t.requester_id
                 limit :many
                """)
                .param("many", MANY)
                .query((row, _) -> new PersonId(row.getObject("requester_id", UUID.class)))
                .list()
                .forEach(id -> customers
                        .signedIn(id)
                        .ifPresent(customer -> customers.choosePassword(customer, "", password, true, "")));
    }

    /** Their addresses. */
    List<String> addresses() {
        return db.sql("""
                select p.email
                  from people.customer k
                  join people.person p on p.id = k.person_id
                 where k.password_hash is not null
                   and p.email is not null
                 order by p.email
                 limit :many
                """)
                .param("many", MANY)
                .query((row, _) -> row.getString("email"))
                .list();
    }
}
