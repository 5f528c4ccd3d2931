package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who the desk belongs to: the first owner, made once, and the way back in for one who is locked out. */
@Component
@Transactional
public class Ownership {

    private final AgentStore store;
    private final Agents agents;
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;
    private volatile boolean taken;

    Ownership(
            AgentStore store,
            Agents agents,
            People people,
            Passwords passwords,
            Sessions sessions,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.agents = agents;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Asked at every request until it is true, and remembered from then on: the last owner cannot leave. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean taken() {
        if (!taken) {
            taken = store.anyOwner();
        }
        return taken;
    }

    /** Of two who set the desk up at once the first owns it and the other is refused. */
    public PersonId take(String name, String email, String password) {
        store.lockForFirstOwner();
        if (store.anyOwner()) {
            throw new Conflict("This desk has an owner already. Sign in, or ask them for an invitation.");
        }
        return join(Names.person(name), email, password);
    }

    /** For whoever can run commands on the desk's machine: makes an owner, or lets one in again with a new password. */
    public PersonId restore(String email, @Nullable String name, String password) {
        store.lockForFirstOwner();
        var address = Address.of(email);
        var agent = people.byEmail(address.value()).flatMap(person -> store.byId(person.id()));
        if (agent.isEmpty()) {
            return join(Names.orElse(name, address.local()), address.value(), password);
        }
        var id = agent.get().id();
        store.password(id, passwords.hash("password", password, address.value()));
        store.role(id, Role.OWNER);
        store.enable(id);
        sessions.endAll(id);
        audit.record(null, "owner.restored", agent.get().name(), agent.get().role(), Role.OWNER);
        return id;
    }

    private PersonId join(String name, String email, String password) {
        var hash = passwords.hash("password", password, Address.of(email).value());
        var person = people.meet(email, name);
        if (!person.name().equals(name)) {
            person = people.call(person.id(), name);
        }
        agents.join(person, Role.OWNER, hash);
        store.signedInAt(person.id(), clock.instant());
        return person.id();
    }
}
