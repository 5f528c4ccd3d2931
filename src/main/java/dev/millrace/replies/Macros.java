package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The macros: each answers and changes a ticket in one go, as a version that the ticket's timeline names. */
@Component
@Transactional
public class Macros {

    private static final int NAME_LIMIT = 80;

    private final Templates templates;
    private final Insertions insertions;
    private final Replies replies;
    private final Tickets tickets;
    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Macros(
            Templates templates,
            Insertions insertions,
            Replies replies,
            Tickets tickets,
            JdbcClient db,
            Audit audit,
            Clock clock) {
        this.templates = templates;
        this.insertions = insertions;
        this.replies = replies;
        this.tickets = tickets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** All that somebody may see, by name; the archived ones last. */
    @Transactional(readOnly = true)
    public List<Macro> of(SignedIn who) {
        return db.sql("""
                select m.*, v.name, v.template_id, v.changes
                  from replies.macro m
                  join replies.macro_version v on v.macro_id = m.id and v.version = m.version
                 order by m.archived_at is not null, lower(v.name)
                """).query(Macros::macro).list().stream()
                .filter(macro -> macro.shelf().opensTo(who))
                .toList();
    }

    @Transactional(readOnly = true)
    public Macro find(UUID id, SignedIn who) {
        return of(who).stream()
                .filter(macro -> macro.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such macro."));
    }

    public Macro add(String name, @Nullable TemplateId template, List<Change> changes, Shelf shelf, SignedIn by) {
        if (!shelf.opensTo(by)) {
            throw new Invalid("shelf", "You can put it on the desk's shelf, your teams' or your own.");
        }
        var id = Ids.next();
        db.sql("insert into replies.macro (id, version, team_id, person_id) values (:id, 0, :team, :person)")
                .param("id", id)
                .param("team", shelf instanceof Shelf.OfTeam(var team) ? team.value() : null, Types.OTHER)
                .param("person", shelf instanceof Shelf.OfPerson(var person) ? person.value() : null, Types.OTHER)
                .update();
        write(id, name, template, changes, by);
        var macro = find(id, by);
        audit.record(by.id().value(), "macro.added", macro.name(), null, macro);
        return macro;
    }

    /** A new version; what was done by the old one keeps its number. */
    public Macro change(UUID id, String name, @Nullable TemplateId template, List<Change> changes, SignedIn by) {
        var before = mine(id, by);
        write(id, name, template, changes, by);
        var after = find(id, by);
        audit.record(by.id().value(), "macro.changed", after.name(), before, after);
        return after;
    }

    public void archive(UUID id, boolean archived, SignedIn by) {
        var macro = mine(id, by);
        db.sql("update replies.macro set archived_at = :at where id = :id")
                .param("id", id)
                .param("at", archived ? clock.instant().atOffset(UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        audit.record(by.id().value(), archived ? "macro.archived" : "macro.restored", macro.name(), null, null);
    }

    /** What a macro would answer in a ticket; empty when it answers nothing. */
    @Transactional(readOnly = true)
    public String answer(Macro macro, Ticket ticket, SignedIn by) {
        return macro.template() == null
                ? ""
                : templates.usable(by).stream()
                        .filter(template -> template.id().equals(macro.template()))
                        .findFirst()
                        .map(template -> insertions.preview(
                                template.versionFor(ticket.id()).text(), ticket, by))
                        .orElseThrow(() -> new NotFound(
                                "The template of the macro “%s” cannot be used any more.".formatted(macro.name())));
    }

    /** What it would change, one event for each change that changes anything. */
    @Transactional(readOnly = true)
    public Changed changed(Macro macro, Ticket ticket) {
        return Changed.apply(ticket, macro.changes(), clock.instant());
    }

    /**
     * Answers and changes a ticket, both or neither.
     *
     * @param answer what is sent; empty when the macro answers nothing
     */
    public Ticket run(Macro macro, Ticket ticket, String answer, SignedIn by) {
        if (macro.archived()) {
            throw new NotFound("There is no such macro.");
        }
        var actor = macro.by(by.id());
        if (macro.template() != null) {
            var inserted = insertions.insert(macro.template(), ticket, by, macro.id());
            var files =
                    inserted.files().stream().map(TemplateText.File::attachment).toList();
            replies.reply(
                    ticket.id(), new Reply(answer, null, List.of(), List.of(), files, null), Via.WEB, by.id(), actor);
        }
        return tickets.change(ticket.id(), macro.changes(), actor);
    }

    private void write(UUID id, String name, @Nullable TemplateId template, List<Change> changes, SignedIn by) {
        var line = name.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty() || line.length() > NAME_LIMIT) {
            throw new Invalid("name", "Give it a name of 1 to %d characters.".formatted(NAME_LIMIT));
        }
        if (template == null && changes.isEmpty()) {
            throw new Invalid("template", "Choose a template, or something to change.");
        }
        if (template != null
                && templates.usable(by).stream().noneMatch(each -> each.id().equals(template))) {
            throw new Invalid("template", "This template cannot be used. Choose another one.");
        }
        var version = db.sql("update replies.macro set version = version + 1 where id = :id returning version")
                .param("id", id)
                .query(Integer.class)
                .single();
        db.sql("""
                insert into replies.macro_version (macro_id, version, name, template_id, changes, written_by, at)
                values (:id, :version, :name, :template, cast(:changes as jsonb), :by, :at)
                """)
                .param("id", id)
                .param("version", version)
                .param("name", line)
                .param("template", template == null ? null : template.value(), Types.OTHER)
                .param("changes", Json.write(changes.toArray(Change[]::new)))
                .param("by", by.id().value())
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    private Macro mine(UUID id, SignedIn by) {
        var macro = find(id, by);
        if (macro.shelf() instanceof Shelf.OfDesk) {
            by.must(Permission.CHANGE_SETTINGS);
        }
        return macro;
    }

    private static Macro macro(ResultSet row, int nth) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        var person = row.getObject("person_id", UUID.class);
        var template = row.getObject("template_id", UUID.class);
        return new Macro(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("name"),
                template == null ? null : new TemplateId(template),
                List.of(Json.read(row.getString("changes"), Change[].class)),
                team != null
                        ? new Shelf.OfTeam(new TeamId(team))
                        : person != null ? new Shelf.OfPerson(new PersonId(person)) : new Shelf.OfDesk(),
                row.getObject("archived_at") != null);
    }
}
