package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisations customers write for. */
@Component
@Transactional
public class Companies {

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Companies(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those who wrote from the domain before belong to it at once, those who will do when they write. */
    public Company add(String name, @Nullable String domain, PersonId by) {
        var company = new Company(CompanyId.next(), Names.person(name), domain(domain), CustomerValue.STANDARD, false);
        try {
            db.sql("""
                    insert into people.company (id, name, domain, created_at)
                    values (:id, :name, :domain, :at)
                    """)
                    .param("id", company.id().value())
                    .param("name", company.name())
                    .param("domain", company.domain())
                    .param("at", clock.instant().atOffset(UTC))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("domain", "Another company has this domain.");
        }
        if (company.domain() != null) {
            db.sql("""
                    update people.person
                       set company_id = :id
                     where company_id is null
                       and split_part(email, '@', 2) = :domain
                    """)
                    .param("id", company.id().value())
                    .param("domain", company.domain())
                    .update();
        }
        audit.record(by.value(), "company.added", company.name(), null, company);
        return company;
    }

    /** Makes a person belong to a company, or to none. */
    public void assign(PersonId person, @Nullable CompanyId company) {
        var changed = db.sql("update people.person set company_id = :company where id = :id")
                .param("company", company == null ? null : company.value())
                .param("id", person.value())
                .update();
        if (changed == 0) {
            throw new NotFound("There is no such person.");
        }
    }

    /** What it is called, how much the house wants to keep those who write for it, and what they see of each other. */
    public Company change(CompanyId id, String name, CustomerValue value, boolean sharesTickets, PersonId by) {
        var before = get(id);
        var after = new Company(id, Names.person(name), before.domain(), value, sharesTickets);
        if (!after.equals(before)) {
            db.sql("""
                    update people.company
                       set name = :name, value = :value, shares_tickets = :shares
                     where id = :id
                    """)
                    .param("id", id.value())
                    .param("name", after.name())
                    .param("value", value.word())
                    .param("shares", after.sharesTickets())
                    .update();
            audit.record(by.value(), "company.changed", after.name(), before, after);
        }
        return after;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Company> all() {
        return db.sql("select * from people.company order by lower(name), id")
                .query(Companies::company)
                .list();
    }

    /** Those who write for it, by name; of very many the first. */
    @Transactional(readOnly = true)
    public List<Person> people(CompanyId id) {
        return db.sql("select * from people.person where company_id = :id order by lower(name), id limit 200")
                .param("id", id.value())
                .query(PersonStore::person)
                .list();
    }

    @Transactional(readOnly = true)
    public Company get(CompanyId id) {
        return find(id).orElseThrow(() -> new NotFound("There is no such company."));
    }

    @Transactional(readOnly = true)
    public Optional<Company> find(CompanyId id) {
        return db.sql("select * from people.company where id = :id")
                .param("id", id.value())
                .query(Companies::company)
                .optional();
    }

    private static Company company(ResultSet row, int nth) throws SQLException {
        return new Company(
                new CompanyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("domain"),
                CustomerValue.of(row.getString("value")),
                row.getBoolean("shares_tickets"));
    }

    private static @Nullable String domain(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var domain = typed.strip().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new Invalid("domain", "This is not a domain: write it like example.org.");
        }
        return domain;
    }
}
