package dev.millrace.tickets;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.CustomField.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** The desk's own fields, in their order. One that was used is archived, not deleted, so that old tickets keep what they say. */
@Component
@Transactional
public class CustomFields {

    static final int MOST = 50;
    static final int MOST_CHOICES = 100;
    private static final TypeReference<TreeMap<String, String>> VALUES = new TypeReference<>() {};
    private static final SortedMap<String, String> NONE = Collections.unmodifiableSortedMap(new TreeMap<>());
    private static final String TOPIC = "tickets.fields";

    private final JdbcClient db;
    private final Audit audit;
    private final Realtime realtime;
    private final Remembered<List<CustomField>> fields;

    CustomFields(JdbcClient db, Audit audit, Realtime realtime) {
        this.db = db;
        this.audit = audit;
        this.realtime = realtime;
        this.fields = new Remembered<>(realtime, TOPIC, this::readAll);
    }

    /** Read from memory; the archived ones last. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CustomField> all() {
        return fields.get();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CustomField> about(@Nullable CategoryId category) {
        return all().stream().filter(field -> field.isAbout(category)).toList();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public CustomField find(String key) {
        return all().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such field."));
    }

    /** What a ticket's row keeps in its fields. */
    public static SortedMap<String, String> values(String json) {
        return json.equals("{}") ? NONE : Json.mapper().readValue(json, VALUES);
    }

    /** As programs see them, by their keys. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, Object> json(Map<String, String> values) {
        var json = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> json.put(key, CustomField.of(key, all()).json(value)));
        return json;
    }

    /** The change of a field to what somebody wrote; an empty value takes it away. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Change.SetField read(String key, @Nullable String written) {
        var field = all().stream()
                .filter(each -> each.key().equals(key) && !each.archived())
                .findFirst()
                .orElseThrow(() -> new Invalid("fields." + key, "This desk has no field “%s”.".formatted(key)));
        return new Change.SetField(key, written == null || written.isBlank() ? null : field.read(written));
    }

    /**
     * What a form sent for the fields it asks, by their keys; what is left empty is left out.
     *
     * @throws Invalid naming the field, as {@code fields.KEY}, when one is wrong, or required and empty
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> read(List<CustomField> asked, Map<String, String> written) {
        var values = new TreeMap<String, String>();
        for (var field : asked) {
            var value = written.getOrDefault(field.key(), "");
            if (!value.isBlank()) {
                values.put(field.key(), field.read(value));
            } else if (field.required()) {
                throw new Invalid("fields." + field.key(), "Please fill this in: %s.".formatted(field.name()));
            }
        }
        return values;
    }

    /** What was filled in some time ago: a field that was put away and a choice that was dropped meanwhile are kept. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> known(Map<String, String> values) {
        var known = new TreeMap<String, String>();
        for (var field : all()) {
            var value = values.get(field.key());
            if (value != null) {
                known.put(field.key(), field.kind() == Kind.CHOICE ? CustomField.line(value) : field.read(value));
            }
        }
        return known;
    }

    /** Those that the contact form asks. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CustomField> onForm() {
        return all().stream()
                .filter(field -> field.onForm() && !field.archived())
                .toList();
    }

    public CustomField add(CustomField typed, PersonId by) {
        if (all().size() >= MOST) {
            throw new Conflict("There are %d fields already, which is the limit.".formatted(MOST));
        }
        var field = checked(typed, free(key(typed.name())));
        write(field);
        audit.record(by.value(), "field.added", field.name(), null, field);
        return field;
    }

    /** All but its key and its kind, by which values are kept. */
    public CustomField change(CustomField typed, PersonId by) {
        var before = find(typed.key());
        if (before.kind() != typed.kind()) {
            throw new Invalid("kind", "A field keeps its kind. Make another field and archive this one.");
        }
        var field = checked(typed, typed.key());
        write(field);
        audit.record(by.value(), "field.changed", field.name(), before, field);
        return field;
    }

    /** Moves a field to a place in the order, counted from 0. */
    public void move(String key, int place, PersonId by) {
        var name = find(key).name();
        var keys = all().stream().map(CustomField::key).collect(Collectors.toList());
        keys.remove(key);
        keys.add(Math.clamp(place, 0, keys.size()), key);
        db.sql("""
                update tickets.field f
                   set position = place.nth
                  from unnest(:keys) with ordinality as place (key, nth)
                 where f.key = place.key
                """).param("keys", keys.toArray(String[]::new)).update();
        audit.record(by.value(), "field.moved", name, null, place);
        changed();
    }

    private void write(CustomField field) {
        try {
            db.sql("""
                    insert into tickets.field (key, name, kind, choices, required, on_form, categories, position, archived)
                    select :key, :name, :kind, :choices, :required, :onForm, :categories, coalesce(max(position), 0) + 1, :archived
                      from tickets.field
                        on conflict (key) do update
                       set name = excluded.name, choices = excluded.choices, required = excluded.required,
                           on_form = excluded.on_form, categories = excluded.categories, archived = excluded.archived
                    """)
                    .param("key", field.key())
                    .param("name", field.name())
                    .param("kind", field.kind().word())
                    .param("choices", field.choices().toArray(String[]::new))
                    .param("required", field.required())
                    .param("onForm", field.onForm())
                    .param(
                            "categories",
                            field.categories().stream().map(CategoryId::value).toArray(UUID[]::new))
                    .param("archived", field.archived())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("name", "There is a field of this name already.");
        }
        changed();
    }

    private void changed() {
        fields.changes();
        realtime.announce(TOPIC, "");
    }

    private static CustomField checked(CustomField typed, String key) {
        var name = typed.name().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (name.isEmpty() || name.length() > 80) {
            throw new Invalid("name", "A field's name has 1 to 80 characters.");
        }
        var choices = typed.choices().stream()
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList();
        if (typed.kind() == Kind.CHOICE && choices.isEmpty()) {
            throw new Invalid("choices", "Give at least one choice.");
        }
        if (choices.size() > MOST_CHOICES || choices.stream().anyMatch(choice -> choice.length() > 80)) {
            throw new Invalid("choices", "At most %d choices of 80 characters.".formatted(MOST_CHOICES));
        }
        return new CustomField(
                key,
                name,
                typed.kind(),
                typed.kind() == Kind.CHOICE ? choices : List.of(),
                typed.required(),
                typed.onForm(),
                typed.categories(),
                typed.archived());
    }

    /** "Order no." becomes order_no. */
    private static String key(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[^a-z]+|_+$", "");
        return plain.isEmpty() ? "field" : plain.substring(0, Math.min(36, plain.length()));
    }

    private String free(String key) {
        var taken = all().stream().map(CustomField::key).collect(Collectors.toSet());
        var free = key;
        for (var n = 2; taken.contains(free); n++) {
            free = key + "_" + n;
        }
        return free;
    }

    private List<CustomField> readAll() {
        return db.sql("select * from tickets.field order by archived, position")
                .query(CustomFields::field)
                .list();
    }

    private static CustomField field(ResultSet row, int nth) throws SQLException {
        return new CustomField(
                row.getString("key"),
                row.getString("name"),
                Kind.of(row.getString("kind")),
                List.of((String[]) row.getArray("choices").getArray()),
                row.getBoolean("required"),
                row.getBoolean("on_form"),
                Arrays.stream((UUID[]) row.getArray("categories").getArray())
                        .map(CategoryId::new)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                row.getBoolean("archived"));
    }
}
