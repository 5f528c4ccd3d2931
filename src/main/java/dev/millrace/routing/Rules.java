package dev.millrace.routing;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.CustomFields;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The front door to the rules: every change of them comes through here, with its audit row. */
@Component
@Transactional
public class Rules {

    /** Each is asked about each new ticket: more would be a list nobody understands. */
    static final int MOST = 500;

    private final RuleStore store;
    private final Teams teams;
    private final Agents agents;
    private final Categories categories;
    private final CustomFields fields;
    private final Audit audit;
    private final Clock clock;

    Rules(
            RuleStore store,
            Teams teams,
            Agents agents,
            Categories categories,
            CustomFields fields,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.teams = teams;
        this.agents = agents;
        this.categories = categories;
        this.fields = fields;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the order of asking, the archived ones left out. */
    @Transactional(readOnly = true)
    public List<Rule> all() {
        return store.all();
    }

    /** An archived one too. */
    @Transactional(readOnly = true)
    public Rule find(RuleId id) {
        return store.find(id).orElseThrow(() -> new NotFound("There is no such rule."));
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public List<RuleVersion> versions(RuleId id) {
        return store.versions(id);
    }

    @Transactional(readOnly = true)
    public RuleVersion version(RuleId id, int number) {
        return store.version(id, number)
                .orElseThrow(() -> new NotFound("The rule has no version %d.".formatted(number)));
    }

    /** Below all others and switched off: it sorts nothing until somebody has seen what it would do. */
    public Rule add(RuleText text, PersonId by) {
        store.lockList();
        if (store.all().size() >= MOST) {
            throw new Conflict("There are %d rules already, which is the limit.".formatted(MOST));
        }
        checkTargets(text);
        var id = RuleId.next();
        checkName(id, text);
        store.insert(id, text, clock.instant());
        store.write(id, text, true, clock.instant(), by);
        audit.record(by.value(), "rule.added", text.name(), null, text);
        return find(id);
    }

    /** Says it differently from now on; what it said before stays as a version. */
    public Rule change(RuleId id, RuleText text, PersonId by) {
        var before = listed(id);
        if (before.text().equals(text)) {
            return before;
        }
        checkName(id, text);
        checkTargets(text);
        store.write(id, text, waitsForElse(before.text(), text), clock.instant(), by);
        audit.record(by.value(), "rule.changed", text.name(), before.text(), text);
        return find(id);
    }

    /** Says again what an earlier version said; a version of its own, so that nothing is lost by it. */
    public Rule revert(RuleId id, int number, PersonId by) {
        return change(id, version(id, number).text(), by);
    }

    /** Moves a rule to a place in the list, counted from 0; places beyond the ends mean the ends. */
    public void move(RuleId id, int place, PersonId by) {
        listed(id);
        var ids = new ArrayList<>(store.all().stream().map(Rule::id).toList());
        ids.remove(id);
        ids.add(Math.clamp(place, 0, ids.size()), id);
        order(ids, by);
    }

    /** Puts the whole list into this order. */
    public void reorder(List<RuleId> ids, PersonId by) {
        store.lockList();
        var present = store.all().stream().map(Rule::id).toList();
        if (ids.size() != present.size() || !new HashSet<>(ids).equals(new HashSet<>(present))) {
            throw new Conflict("Meanwhile a rule was added or deleted. Look at the list again, then sort it.");
        }
        order(ids, by);
    }

    public void enable(RuleId id, PersonId by) {
        switchTo(true, id, by);
    }

    public void disable(RuleId id, PersonId by) {
        switchTo(false, id, by);
    }

    /** Takes it out of the list for good; tickets go on saying that it sorted them, and its versions stay readable. */
    public void archive(RuleId id, PersonId by) {
        var rule = listed(id);
        store.archive(id, clock.instant());
        audit.record(by.value(), "rule.archived", rule.name(), rule.text(), null);
    }

    private void switchTo(boolean enabled, RuleId id, PersonId by) {
        var rule = listed(id);
        if (rule.enabled() != enabled) {
            store.enable(id, enabled, clock.instant());
            audit.record(by.value(), enabled ? "rule.enabled" : "rule.disabled", rule.name(), rule.enabled(), enabled);
        }
    }

    private static boolean waitsForElse(RuleText before, RuleText after) {
        return !before.moment().equals(after.moment()) || !before.criteria().equals(after.criteria());
    }

    private void order(List<RuleId> ids, PersonId by) {
        var before = store.all().stream().map(Rule::name).toList();
        store.order(ids);
        var after = store.all().stream().map(Rule::name).toList();
        if (!before.equals(after)) {
            audit.record(by.value(), "rule.reordered", "All rules", before, after);
        }
    }

    private Rule listed(RuleId id) {
        store.lockList();
        var rule = find(id);
        if (rule.archived()) {
            throw new Conflict("This rule was deleted. It can be read, but not changed.");
        }
        return rule;
    }

    private void checkName(RuleId id, RuleText text) {
        if (store.isTaken(text.name(), id)) {
            throw new Invalid("name", "There is a rule of this name already.");
        }
    }

    /** What a rule hands tickets to must be there now; when it goes later, the rule's page tells. */
    private void checkTargets(RuleText text) {
        for (var change : text.changes()) {
            switch (change) {
                case Change.SetTeam(var team)
                when team != null ->
                    must(
                            teams.all().stream().anyMatch(each -> each.id().equals(team)),
                            "This team is not there any more.");
                case Change.SetAssignee(var person)
                when person != null ->
                    must(
                            agents.all().stream()
                                    .anyMatch(each -> each.active() && each.id().equals(person)),
                            "This person does not work here any more.");
                case Change.SetCategory(var category)
                when category != null ->
                    must(
                            categories.active().stream()
                                    .anyMatch(each -> each.id().equals(category)),
                            "This category is not there any more.");
                case Change.SetField(var key, var to)
                when to != null ->
                    must(to.equals(fields.read(key, to).to()), "“%s” is not how such a value is kept.".formatted(to));
                default -> {}
            }
        }
    }

    private static void must(boolean holds, String message) {
        if (!holds) {
            throw new Invalid("changes", message);
        }
    }
}
