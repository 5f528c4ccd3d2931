package dev.millrace.replies;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The library of templates: each is drafted, approved of by somebody else where the desk wants that, and used in its latest
 * version, or in two that are compared. None is ever deleted that was used.
 */
@Component
@Transactional
public class Templates {

    /** Announced when what can be used has changed. */
    public static final String TOPIC = "templates";

    private static final int NOTE_LIMIT = 500;
    private static final int FOLDER_LIMIT = 60;

    private final TemplateStore store;
    private final CustomFields fields;
    private final Agents agents;
    private final Settings settings;
    private final Audit audit;
    private final Realtime realtime;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Remembered<List<Template>> known;

    Templates(
            TemplateStore store,
            CustomFields fields,
            Agents agents,
            Settings settings,
            Audit audit,
            Realtime realtime,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.fields = fields;
        this.agents = agents;
        this.settings = settings;
        this.audit = audit;
        this.realtime = realtime;
        this.events = events;
        this.clock = clock;
        this.known = new Remembered<>(realtime, TOPIC, store::all);
    }

    /** All that somebody may see, the archived ones too; read from memory. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Template> of(SignedIn who) {
        return known.get().stream()
                .filter(template -> template.place().shelf().opensTo(who))
                .toList();
    }

    /** Those of them that can be put into answers. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Template> usable(SignedIn who) {
        return of(who).stream().filter(Template::usable).toList();
    }

    /** Everybody's. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Template> everybodys() {
        return known.get();
    }

    /** One out of reach looks like one that does not exist. */
    @Transactional(readOnly = true)
    public Template find(TemplateId id, SignedIn who) {
        return store.find(id)
                .filter(template -> template.place().shelf().opensTo(who))
                .orElseThrow(() -> new NotFound("There is no such template."));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<TemplateVersion> versions(TemplateId id, SignedIn who) {
        return store.versions(find(id, who).id());
    }

    @Transactional(readOnly = true)
    public TemplateVersion version(TemplateId id, int version, SignedIn who) {
        return versions(id, who).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no version %d of this template.".formatted(version)));
    }

    /** Begins a new one, as a draft. */
    public Template write(TemplateText text, TemplatePlace place, SignedIn by) {
        var kept = text.kept();
        var checked = checked(place, by);
        var id = TemplateId.next();
        store.insert(id, checked, due(checked.reviewDays()));
        store.keep(new TemplateDraft(id, kept, false, "", 1, by.id(), clock.instant()));
        audit.record(by.id().value(), "template.written", kept.name(), null, kept);
        changed();
        return find(id, by);
    }

    public Template place(TemplateId id, TemplatePlace place, SignedIn by) {
        var before = lock(id, by);
        var checked = checked(place, by);
        if (before.place().equals(checked)) {
            return before;
        }
        mayMove(before, checked, by);
        var due = Objects.equals(before.place().reviewDays(), checked.reviewDays())
                ? before.reviewDue()
                : due(checked.reviewDays());
        store.place(id, checked, due);
        audit.record(by.id().value(), "template.placed", before.name(), before.place(), checked);
        changed();
        return find(id, by);
    }

    /** A draft to go on with: the one that is there, or one that says what is used now. */
    public TemplateDraft begin(TemplateId id, SignedIn by) {
        var template = lock(id, by);
        if (template.draft() != null) {
            return template.draft();
        }
        var draft = new TemplateDraft(id, template.text(), false, "", 1, by.id(), clock.instant());
        store.keep(draft);
        changed();
        return draft;
    }

    /**
     * Keeps what was written so far. A draft that waits for approval is being written again.
     *
     * @param edition the one that the writer saw
     */
    public TemplateDraft keep(TemplateId id, TemplateText text, int edition, SignedIn by) {
        var before = drafted(lock(id, by));
        if (before.edition() != edition) {
            throw new Conflict("%s changed this draft meanwhile. Load the page again to see it."
                    .formatted(agents.find(before.writtenBy()).name()));
        }
        var kept = new TemplateDraft(id, text.kept(), false, before.note(), edition + 1, by.id(), clock.instant());
        store.keep(kept);
        changed();
        return kept;
    }

    /** Throws the draft away, and with it a template that was never approved of. */
    public void discard(TemplateId id, SignedIn by) {
        var template = lock(id, by);
        var draft = drafted(template);
        if (template.serving().isEmpty() && store.versions(id).isEmpty()) {
            store.remove(id);
        } else {
            store.forgetDraft(id);
        }
        audit.record(by.id().value(), "template.discarded", draft.text().name(), draft.text(), null);
        changed();
    }

    public void askApproval(TemplateId id, SignedIn by) {
        var draft = drafted(lock(id, by));
        draft.text().finished(keys());
        store.keep(in(true, "", draft));
        events.publishEvent(new TemplateEvent.ApprovalAsked(id, draft.text().name(), by.id(), draft.edition()));
        changed();
    }

    public void sendBack(TemplateId id, String note, SignedIn by) {
        by.must(Permission.CHANGE_SETTINGS);
        var draft = drafted(lock(id, by));
        if (!draft.waits()) {
            throw new Conflict("Nobody asked for approval of this draft.");
        }
        if (note.isBlank() || note.length() > NOTE_LIMIT) {
            throw new Invalid("note", "Say in 1 to %d characters what is to be different.".formatted(NOTE_LIMIT));
        }
        store.keep(in(false, note.strip(), draft));
        audit.record(by.id().value(), "template.sent_back", draft.text().name(), null, note);
        events.publishEvent(
                new TemplateEvent.SentBack(id, draft.text().name(), draft.writtenBy(), note.strip(), draft.edition()));
        changed();
    }

    /** Whether this person could approve of what is drafted now. What is one's own needs nobody's approval. */
    @Transactional(readOnly = true)
    public boolean mayApprove(Template template, SignedIn by) {
        var draft = template.draft();
        if (!settings.get(TemplateApproval.KEY).needed() || template.place().shelf() instanceof Shelf.OfPerson) {
            return true;
        }
        return by.may(Permission.CHANGE_SETTINGS)
                && (draft == null || !draft.writtenBy().equals(by.id()) || isAlone(by));
    }

    /**
     * Makes the draft the version that is used from now on.
     *
     * @param share how many of a hundred tickets get it; with fewer than all of them it is compared with the one used now
     */
    public TemplateVersion approve(TemplateId id, String note, int share, SignedIn by) {
        var template = lock(id, by);
        var draft = drafted(template);
        var text = draft.text().finished(keys());
        if (!mayApprove(template, by)) {
            throw new Conflict("Somebody else must approve of this first. Ask for it.");
        }
        var version = add(template, text, note, draft.writtenBy(), share, by);
        store.forgetDraft(id);
        changed();
        return version;
    }

    /** Uses what an earlier version said again, as a new one. */
    public TemplateVersion revert(TemplateId id, int version, SignedIn by) {
        var template = lock(id, by);
        if (!mayApprove(template, by)) {
            throw new Forbidden("Only who approves of templates may bring an old version back.");
        }
        var old = version(id, version, by);
        var again = add(template, old.text(), "As in version %d.".formatted(version), old.writtenBy(), 100, by);
        changed();
        return again;
    }

    private TemplateVersion add(
            Template template, TemplateText text, String note, @Nullable PersonId writer, int share, SignedIn by) {
        if (template.archived()) {
            throw new Conflict("This template is archived. Take it out of the archive first.");
        }
        if (note.length() > NOTE_LIMIT) {
            throw new Invalid("note", "At most %d characters.".formatted(NOTE_LIMIT));
        }
        var number = 1
                + store.versions(template.id()).stream()
                        .findFirst()
                        .map(TemplateVersion::version)
                        .orElse(0);
        var version = new TemplateVersion(template.id(), number, text, note.strip(), writer, by.id(), clock.instant());
        store.add(version);
        serve(template, number, share);
        store.reviewed(template.id(), due(template.place().reviewDays()));
        audit.record(by.id().value(), "template.published", text.name(), null, text);
        return version;
    }

    /** Gives a version so many of a hundred tickets, and the one used most besides it the others. */
    public void share(TemplateId id, int version, int share, SignedIn by) {
        var template = lock(id, by);
        by.must(Permission.CHANGE_SETTINGS);
        version(id, version, by);
        serve(template, version, share);
        audit.record(by.id().value(), "template.shared", template.name(), null, Map.of(version, share));
        changed();
    }

    private void serve(Template template, int version, int share) {
        if (share < 1 || share > 100) {
            throw new Invalid("share", "Give it 1 to 100 of a hundred tickets.");
        }
        var shares = new LinkedHashMap<Integer, Integer>();
        shares.put(version, share);
        template.serving().stream()
                .map(served -> served.version().version())
                .filter(other -> other != version)
                .findFirst()
                .ifPresentOrElse(
                        other -> {
                            if (share < 100) {
                                shares.put(other, 100 - share);
                            }
                        },
                        () -> shares.put(version, 100));
        store.serve(template.id(), shares);
    }

    /** An archived template is offered to nobody; what it said and what came of it is kept. */
    public void archive(TemplateId id, boolean archived, SignedIn by) {
        var template = lock(id, by);
        mustLookAfter(template, by);
        store.archive(id, archived);
        audit.record(
                by.id().value(), archived ? "template.archived" : "template.restored", template.name(), null, null);
        changed();
    }

    /** Somebody has looked at it, and it is still right. */
    public void reviewed(TemplateId id, SignedIn by) {
        var template = lock(id, by);
        var due = due(template.place().reviewDays());
        store.reviewed(id, due);
        audit.record(by.id().value(), "template.reviewed", template.name(), template.reviewDue(), due);
        changed();
    }

    public void renameFolder(String from, String to, SignedIn by) {
        by.must(Permission.CHANGE_SETTINGS);
        var name = folder(to);
        if (name.isEmpty()) {
            throw new Invalid("to", "Give the folder a name.");
        }
        if (store.renameFolder(from, name) == 0) {
            throw new NotFound("There is no such folder.");
        }
        audit.record(by.id().value(), "folder.renamed", name, from, name);
        changed();
    }

    /** Reminds the owners of those that are due; each once. */
    public void remind() {
        for (var id : store.takeDue(LocalDate.now(clock))) {
            store.find(id).ifPresent(template -> {
                var owner = template.place().owner();
                var due = template.reviewDue();
                if (owner != null && due != null) {
                    events.publishEvent(new TemplateEvent.ReviewDue(id, template.name(), owner, due));
                }
            });
        }
    }

    /** The keys of the desk's own fields, which may stand in blanks. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Set<String> keys() {
        return fields.all().stream().map(CustomField::key).collect(Collectors.toSet());
    }

    private Template lock(TemplateId id, SignedIn by) {
        return store.lock(id)
                .filter(template -> template.place().shelf().opensTo(by))
                .orElseThrow(() -> new NotFound("There is no such template."));
    }

    private static TemplateDraft drafted(Template template) {
        if (template.draft() == null) {
            throw new NotFound("There is no draft of this template.");
        }
        return template.draft();
    }

    private static TemplateDraft in(boolean waits, String note, TemplateDraft draft) {
        return new TemplateDraft(
                draft.template(), draft.text(), waits, note, draft.edition() + 1, draft.writtenBy(), draft.keptAt());
    }

    private boolean isAlone(SignedIn by) {
        return agents.all().stream()
                .filter(Agent::active)
                .filter(agent -> agent.role().may(Permission.CHANGE_SETTINGS))
                .allMatch(agent -> agent.id().equals(by.id()));
    }

    private TemplatePlace checked(TemplatePlace place, SignedIn by) {
        if (!place.shelf().opensTo(by)) {
            throw new Invalid("shelf", "You can put it on the desk's shelf, your teams' or your own.");
        }
        if (place.reviewDays() != null && (place.reviewDays() < 7 || place.reviewDays() > 1000)) {
            throw new Invalid("reviewDays", "Give a number of days from 7 to 1,000, or none.");
        }
        if (place.owner() != null) {
            agents.find(place.owner());
        }
        return new TemplatePlace(place.shelf(), folder(place.folder()), place.owner(), place.reviewDays());
    }

    /** What was one's own alone is seen by others only after somebody else approved of it. */
    private void mayMove(Template template, TemplatePlace to, SignedIn by) {
        if (!template.place().shelf().equals(to.shelf())) {
            mustLookAfter(template, by);
        }
        var opens = template.place().shelf() instanceof Shelf.OfPerson && !(to.shelf() instanceof Shelf.OfPerson);
        if (opens
                && !template.serving().isEmpty()
                && settings.get(TemplateApproval.KEY).needed()
                && !by.may(Permission.CHANGE_SETTINGS)) {
            throw new Conflict("Others may use it once somebody has approved of it. Ask an admin to move it.");
        }
    }

    /** What many use is put away only by who is answerable for it. */
    private static void mustLookAfter(Template template, SignedIn by) {
        if (!looksAfter(template, by)) {
            throw new Forbidden("Only its owner and the admins of your desk may do this.");
        }
    }

    public static boolean looksAfter(Template template, SignedIn by) {
        return by.may(Permission.CHANGE_SETTINGS)
                || by.id().equals(template.place().owner())
                || template.place().shelf() instanceof Shelf.OfPerson;
    }

    private static String folder(String typed) {
        var line = typed.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.length() > FOLDER_LIMIT) {
            throw new Invalid("folder", "A folder's name has at most %d characters.".formatted(FOLDER_LIMIT));
        }
        return line;
    }

    private @Nullable LocalDate due(@Nullable Integer days) {
        return days == null ? null : LocalDate.now(clock).plusDays(days);
    }

    private void changed() {
        known.changes();
        realtime.announce(TOPIC, "");
    }
}
