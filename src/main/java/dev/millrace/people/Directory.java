package dev.millrace.people;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of everyone the desk knows, by name, searched by any part of a name or of an address. */
@Component
public class Directory {

    private static final int PAGE = 50;

    /** One line of the list. */
    public record Row(
            PersonId id,
            String name,
            @Nullable String email,
            @Nullable String company,
            boolean blocked) {}

    private final JdbcClient db;

    Directory(JdbcClient db) {
        this.db = db;
    }

    public Slice<Row> page(@Nullable String words, @Nullable String after) {
        return page(words, after, PAGE);
    }

    public Slice<Row> page(@Nullable String words, @Nullable String after, int limit) {
        var where = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        if (words != null && !words.isBlank()) {
            where.add("""
                    p.id in (select id from people.person where lower(name) like :part
                             union
                             select person_id from people.address where email like :part)
                    """);
            params.put("part", "%" + literal(words) + "%");
        }
        Cursor.id(after).ifPresent(last -> {
            where.add("(lower(p.name), p.id) > (select lower(name), id from people.person where id = :last)");
            params.put("last", last);
        });
        var rows = db.sql("""
                select p.id, p.name, p.email, c.name as company, p.blocked_at is not null as blocked
                  from people.person p
                  left join people.company c on c.id = p.company_id
                 where %s
                 order by lower(p.name), p.id
                 limit :limit
                """.formatted(where.isEmpty() ? "true" : String.join(" and ", where)))
                .params(params)
                .param("limit", limit + 1)
                .query((row, _) -> new Row(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("company"),
                        row.getBoolean("blocked")))
                .list();
        return Slice.of(rows, limit, row -> Cursor.of(row.id()));
    }

    /** What somebody typed, so that {@code like} finds a percent sign where they wrote one. */
    private static String literal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    }
}
