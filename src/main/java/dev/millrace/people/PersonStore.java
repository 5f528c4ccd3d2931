package dev.millrace.people;

import static java.time.ZoneOffset.UTC;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Persons and their addresses as rows. */
@Component
class PersonStore {

    private final JdbcClient db;

    PersonStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Person> byAddress(Address address) {
        return db.sql("""
                select p.*
                  from people.address a
                  join people.person p on p.id = a.person_id
                 where a.email = :email
                """)
                .param("email", address.value())
                .query(PersonStore::person)
                .optional();
    }

    Optional<Person> byId(PersonId id) {
        return db.sql("select * from people.person where id = :id")
                .param("id", id.value())
                .query(PersonStore::person)
                .optional();
    }

    Map<PersonId, Person> byIds(Collection<PersonId> ids) {
        return db
                .sql("select * from people.person where id = any(:ids)")
                .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(PersonStore::person)
                .list()
                .stream()
                .collect(toMap(Person::id, identity()));
    }

    /**
     * Claims the address first and creates the person only if that succeeded, so that of two who meet the same sender
     * at once one gets nothing, after waiting for the other's commit. The address may come before its person because
     * foreign keys are checked when the statement ends.
     */
    Optional<Person> introduce(PersonId id, String name, Address address, Instant at) {
        return db.sql("""
                with claimed as (
                    insert into people.address (email, person_id, created_at)
                    values (:email, :id, :at)
                        on conflict (email) do nothing
                    returning email, person_id
                )
                insert into people.person (id, name, email, company_id, created_at)
                select person_id, :name, email, (select id from people.company where domain = :domain), :at
                  from claimed
                returning *
                """)
                .param("id", id.value())
                .param("name", name)
                .param("email", address.value())
                .param("domain", address.domain())
                .param("at", at.atOffset(UTC))
                .query(PersonStore::person)
                .optional();
    }

    Optional<Person> rename(PersonId id, String name) {
        return db.sql("update people.person set name = :name where id = :id returning *")
                .param("id", id.value())
                .param("name", name)
                .query(PersonStore::person)
                .optional();
    }

    List<String> addresses(PersonId id) {
        return db.sql("""
                select a.email
                  from people.address a
                  join people.person p on p.id = a.person_id
                 where p.id = :id
                 order by a.email <> p.email, a.created_at, a.email
                """)
                .param("id", id.value())
                .query((row, _) -> row.getString("email"))
                .list();
    }

    boolean addAddress(PersonId id, Address address, Instant at) {
        return db.sql("""
                insert into people.address (email, person_id, created_at)
                values (:email, :id, :at)
                    on conflict (email) do nothing
                """)
                        .param("email", address.value())
                        .param("id", id.value())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean removeAddress(PersonId id, Address address) {
        return db.sql("delete from people.address where email = :email and person_id = :id")
                        .param("email", address.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean answerAt(PersonId id, Address address) {
        return db.sql("""
                update people.person p
                   set email = a.email
                  from people.address a
                 where a.email = :email
                   and a.person_id = p.id
                   and p.id = :id
                """)
                        .param("email", address.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean value(PersonId id, @Nullable CustomerValue value) {
        return db.sql("update people.person set value = :value where id = :id and value is distinct from :value")
                        .param("id", id.value())
                        .param("value", value == null ? null : value.word(), Types.VARCHAR)
                        .update()
                == 1;
    }

    boolean block(PersonId id, Instant at) {
        return db.sql("update people.person set blocked_at = :at where id = :id and blocked_at is null")
                        .param("id", id.value())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean unblock(PersonId id) {
        return db.sql("update people.person set blocked_at = null where id = :id and blocked_at is not null")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    static Person person(ResultSet row, int index) throws SQLException {
        var company = row.getObject("company_id", UUID.class);
        var value = row.getString("value");
        var locale = row.getString("locale");
        var zone = row.getString("time_zone");
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                company == null ? null : new CompanyId(company),
                value == null ? null : CustomerValue.of(value),
                locale == null ? null : Locale.forLanguageTag(locale),
                zone == null ? null : ZoneId.of(zone),
                instant(row, "created_at"),
                optionalInstant(row, "blocked_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
