package dev.millrace.knowledge;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** The sections of the help centre, in their order. One is archived when it is no longer needed, and must be empty by then. */
@Component
@Transactional
public class Sections {

    private static final TypeReference<TreeMap<String, Section.Words>> WORDS = new TypeReference<>() {};

    private final JdbcClient db;
    private final Audit audit;
    private final Realtime realtime;

    Sections(JdbcClient db, Audit audit, Realtime realtime) {
        this.db = db;
        this.audit = audit;
        this.realtime = realtime;
    }

    /** In their order; the archived ones last. */
    @Transactional(readOnly = true)
    public List<Section> all() {
        return db.sql("select * from knowledge.section order by archived, position, name")
                .query(Sections::section)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Section> active() {
        return all().stream().filter(section -> !section.archived()).toList();
    }

    @Transactional(readOnly = true)
    public Section find(SectionId id) {
        return all().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such section."));
    }

    public Section add(@Nullable SectionId parent, String name, String description, @Nullable PersonId by) {
        var section = checked(new Section(SectionId.next(), parent, name, description, Map.of(), false));
        write(section);
        audit.record(by == null ? null : by.value(), "section.added", section.name(), null, section);
        return section;
    }

    public Section change(Section typed, PersonId by) {
        var before = find(typed.id());
        var after = checked(typed);
        if (after.archived() && !before.archived() && isUsed(after.id())) {
            throw new Conflict(
                    "Articles or sections still lie in “%s”. Move or archive them first.".formatted(before.name()));
        }
        write(after);
        audit.record(by.value(), "section.changed", after.name(), before, after);
        return after;
    }

    /** Moves a section to a place among those beside it, counted from 0. */
    public void move(SectionId id, int place, PersonId by) {
        var section = find(id);
        var beside = active().stream()
                .filter(each -> Objects.equals(each.parent(), section.parent()))
                .map(Section::id)
                .collect(Collectors.toList());
        beside.remove(id);
        beside.add(Math.clamp(place, 0, beside.size()), id);
        db.sql("""
                update knowledge.section s
                   set position = place.nth
                  from unnest(:ids) with ordinality as place (id, nth)
                 where s.id = place.id
                """)
                .param("ids", beside.stream().map(SectionId::value).toArray(UUID[]::new))
                .update();
        audit.record(by.value(), "section.moved", section.name(), null, place);
        realtime.announce(Articles.TOPIC, "");
    }

    private Section checked(Section typed) {
        var name = typed.name().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (name.isEmpty() || name.length() > 80) {
            throw new Invalid("name", "A section’s name has 1 to 80 characters.");
        }
        if (typed.description().length() > 500) {
            throw new Invalid("description", "At most 500 characters.");
        }
        var parent = typed.parent();
        if (parent != null) {
            var above = find(parent);
            if (above.parent() != null || parent.equals(typed.id()) || hasSections(typed.id())) {
                throw new Invalid("parent", "Sections lie at the top or in one that does.");
            }
            if (above.archived() && !typed.archived()) {
                throw new Invalid("parent", "“%s” is archived.".formatted(above.name()));
            }
        }
        return new Section(typed.id(), parent, name, typed.description().strip(), typed.words(), typed.archived());
    }

    private boolean hasSections(SectionId id) {
        return active().stream().anyMatch(section -> id.equals(section.parent()));
    }

    private boolean isUsed(SectionId id) {
        return hasSections(id)
                || db.sql("select exists (select from knowledge.article where section_id = :id and not archived)")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single();
    }

    private void write(Section section) {
        try {
            db.sql("""
                    insert into knowledge.section (id, parent_id, name, description, words, position, archived)
                    select :id, :parent, :name, :description, :words::jsonb, coalesce(max(position), 0) + 1, :archived
                      from knowledge.section
                        on conflict (id) do update
                       set parent_id = excluded.parent_id, name = excluded.name, description = excluded.description,
                           words = excluded.words, archived = excluded.archived
                    """)
                    .param("id", section.id().value())
                    .param(
                            "parent",
                            section.parent() == null ? null : section.parent().value(),
                            Types.OTHER)
                    .param("name", section.name())
                    .param("description", section.description())
                    .param("words", Json.mapper().writeValueAsString(section.words()))
                    .param("archived", section.archived())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("name", "There is a section of this name here already.");
        }
        realtime.announce(Articles.TOPIC, "");
    }

    private static Section section(ResultSet row, int nth) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new Section(
                new SectionId(row.getObject("id", UUID.class)),
                parent == null ? null : new SectionId(parent),
                row.getString("name"),
                row.getString("description"),
                Json.mapper().readValue(row.getString("words"), WORDS),
                row.getBoolean("archived"));
    }
}
