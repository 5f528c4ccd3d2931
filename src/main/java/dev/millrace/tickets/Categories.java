package dev.millrace.tickets;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        return db.sql("select * from tickets.category order by archived, lower(name)")
                .query((row, _) -> new Category(
                        new CategoryId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("description"),
                        List.of((String[]) row.getArray("examples").getArray()),
                        row.getBoolean("archived")))
                .list();
    }

    public List<Category> active() {
        return all().stream().filter(category -> !category.archived()).toList();
    }

    /** Those that a ticket can be given today. */
    public Set<CategoryId> offered() {
        return active().stream().map(Category::id).collect(Collectors.toSet());
    }

    public Category find(CategoryId id) {
        return all().stream()
                .filter(category -> category.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such category."));
    }

    public Category add(String name, String description, @Nullable PersonId by) {
        return add(name, description, List.of(), by);
    }

    public Category add(String name, String description, List<String> examples, @Nullable PersonId by) {
        var category = new Category(CategoryId.next(), named(name), described(description), given(examples), false);
        write(category);
        audit.record(value(by), "category.added", category.name(), null, category);
        return category;
    }

    public Category change(Category next, @Nullable PersonId by) {
        var before = find(next.id());
        var after = new Category(
                next.id(), named(next.name()), described(next.description()), given(next.examples()), next.archived());
        write(after);
        audit.record(value(by), "category.changed", after.name(), before, after);
        return after;
    }

    private void write(Category category) {
        try {
            db.sql("""
                    insert into tickets.category (id, name, description, examples, archived)
                    values (:id, :name, :description, :examples, :archived)
                        on conflict (id) do update
                       set name = excluded.name, description = excluded.description,
                           examples = excluded.examples, archived = excluded.archived
                    """)
                    .param("id", category.id().value())
                    .param("name", category.name())
                    .param("description", category.description())
                    .param("examples", category.examples().toArray(String[]::new))
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

    private static String described(String description) {
        if (description.length() > 1_000) {
            throw new Invalid("description", "At most 1,000 characters.");
        }
        return description.strip();
    }

    private static List<String> given(List<String> examples) {
        var lines = examples.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        if (lines.size() > Category.MOST_EXAMPLES) {
            throw new Invalid("examples", "At most %d examples.".formatted(Category.MOST_EXAMPLES));
        }
        if (lines.stream().anyMatch(line -> line.length() > Category.LONGEST_EXAMPLE)) {
            throw new Invalid("examples", "An example has at most %d characters.".formatted(Category.LONGEST_EXAMPLE));
        }
        return lines;
    }

    private static @Nullable UUID value(@Nullable PersonId by) {
        return by == null ? null : by.value();
    }
}
