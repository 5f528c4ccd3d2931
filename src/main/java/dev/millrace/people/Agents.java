package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Those who sign in and work here: their roles, and whether they may still come in. */
@Component
@Transactional
public class Agents {

    private static final int LONGEST_SIGNATURE = 5000;

    private final AgentStore store;
    private final Sessions sessions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Agents(AgentStore store, Sessions sessions, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** By name, the disabled ones too. */
    @Transactional(readOnly = true)
    public List<Agent> all() {
        return store.all();
    }

    @Transactional(readOnly = true)
    public Agent find(PersonId id) {
        return store.byId(id).orElseThrow(() -> new NotFound("Nobody of this id works here."));
    }

    /** Who this is for a request; nobody when they do not work here or no longer. One round trip. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<SignedIn> signedIn(PersonId id) {
        return store.signedIn(id);
    }

    public void changeRole(PersonId id, Role role, SignedIn by) {
        var owners = store.lockOwners();
        var agent = find(id);
        if (agent.role() == role) {
            return;
        }
        mayTouch(by, agent.role());
        mayTouch(by, role);
        if (owners.equals(List.of(id))) {
            throw new Conflict("%s is the last owner. Make somebody else an owner first.".formatted(agent.name()));
        }
        store.role(id, role);
        audit.record(by.id().value(), "agent.role-changed", agent.name(), agent.role(), role);
        events.publishEvent(new PersonEvent.RoleChanged(id, clock.instant(), agent.role(), role));
    }

    /** Ends every session at once; what they wrote and are assigned to stays. */
    public void disable(PersonId id, SignedIn by) {
        var owners = store.lockOwners();
        var agent = find(id);
        if (!agent.active()) {
            return;
        }
        mayTouch(by, agent.role());
        if (owners.equals(List.of(id))) {
            throw new Conflict("%s is the last owner and must stay.".formatted(agent.name()));
        }
        store.disable(id, clock.instant());
        sessions.endAll(id);
        audit.record(by.id().value(), "agent.disabled", agent.name(), false, true);
        events.publishEvent(new PersonEvent.Disabled(id, clock.instant()));
    }

    public void enable(PersonId id, SignedIn by) {
        var agent = find(id);
        if (agent.active()) {
            return;
        }
        mayTouch(by, agent.role());
        store.enable(id);
        audit.record(by.id().value(), "agent.enabled", agent.name(), true, false);
        events.publishEvent(new PersonEvent.Enabled(id, clock.instant()));
    }

    public void looks(PersonId id, Agent.Theme theme, Agent.Density density) {
        store.looks(id, theme, density);
    }

    public void signature(PersonId id, String signature) {
        if (signature.length() > LONGEST_SIGNATURE) {
            throw new Invalid("signature", "At most %d characters.".formatted(LONGEST_SIGNATURE));
        }
        store.signature(id, signature.strip());
    }

    /** Makes a person one who signs in. */
    void join(Person person, Role role, String passwordHash) {
        if (!store.add(person.id(), role, passwordHash, clock.instant())) {
            throw new Conflict("%s works here already.".formatted(person.name()));
        }
        audit.record(person.id().value(), "agent.joined", person.name(), null, role);
        events.publishEvent(new PersonEvent.Joined(person.id(), clock.instant(), role));
    }

    /** Who is no owner makes no owners and unmakes none. */
    static void mayTouch(SignedIn by, Role role) {
        if (role == Role.OWNER && !by.may(Permission.APPOINT_OWNERS)) {
            throw new Forbidden("Only an owner can do this with an owner.");
        }
    }
}
