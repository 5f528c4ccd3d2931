package dev.millrace.tickets;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The desk's categories. One that was used is archived, not deleted, so that old tickets keep their meaning. */
@Component
@Transactional
public class Categories {

    private final JdbcClient db;
    private final Audit audit;

    Categories(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Category> all() {
        return db.sql("select id, name, description, archived from tickets.category order by archived, lower(name)")
                .query((row, _) -> new Category(
                        new CategoryId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("description"),
                        row.getBoolean("archived")))
                .list();
    }

    public List<Category> active() {
        return all().stream().filter(category -> !category.archived()).toList();
    }

    public Category find(CategoryId id) {
        return all().stream()
                .filter(category -> category.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such category."));
    }

    public Category add(String name, String description, @Nullable PersonId by) {
        var category = new Category(CategoryId.next(), named(name), description.strip(), false);
        write(category);
        audit.record(value(by), "category.added", category.name(), null, category);
        return category;
    }

    public Category change(Category next, @Nullable PersonId by) {
        var before = find(next.id());
        var after =
                new Category(next.id(), named(next.name()), next.description().strip(), next.archived());
        write(after);
        audit.record(value(by), "category.changed", after.name(), before, after);
        return after;
    }

    private void write(Category category) {
        try {
            db.sql("""
                    insert into tickets.category (id, name, description, archived)
                    values (:id, :name, :description, :archived)
                        on conflict (id) do update
                       set name = excluded.name, description = excluded.description, archived = excluded.archived
                    """)
                    .param("id", category.id().value())
                    .param("name", category.name())
                    .param("description", category.description())
                    .param("archived", category.archived())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("name", "There is a category of this name already.");
        }
    }

    private static String named(String name) {
        var line = name.strip();
        if (line.isEmpty() || line.length() > 80) {
            throw new Invalid("name", "A category's name has 1 to 80 characters.");
        }
        return line;
    }

    private static @Nullable UUID value(@Nullable PersonId by) {
        return by == null ? null : by.value();
    }
}
