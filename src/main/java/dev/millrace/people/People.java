package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The front door to everyone the desk knows, by any of their addresses. */
@Component
@Transactional
public class People {

    private final PersonStore store;
    private final AgentStore agents;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    People(PersonStore store, AgentStore agents, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.agents = agents;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The person of an address, known from now on if they were not. Whoever meets several people in one transaction
     * does so in the order of their addresses, or two such transactions may wait for each other.
     */
    public Person meet(String email, @Nullable String name) {
        var address = Address.of(email);
        return store.byAddress(address)
                .map(known -> named(known, name))
                .or(() -> introduced(address, name))
                // Somebody else met them between the two statements, and has committed: the insert waited for it.
                .or(() -> store.byAddress(address))
                .orElseThrow(() -> new Conflict("The person of " + address.value() + " was removed meanwhile."));
    }

    @Transactional(readOnly = true)
    public Person find(PersonId id) {
        return store.byId(id).orElseThrow(() -> new NotFound("There is no such person."));
    }

    @Transactional(readOnly = true)
    public Optional<Person> byEmail(String email) {
        return store.byAddress(Address.of(email));
    }

    /** Those of the given people who exist, in one round trip. */
    @Transactional(readOnly = true)
    public Map<PersonId, Person> all(Collection<PersonId> ids) {
        return ids.isEmpty() ? Map.of() : store.byIds(ids);
    }

    /** Every address of a person, the one they are answered at first. */
    @Transactional(readOnly = true)
    public List<String> addresses(PersonId id) {
        return store.addresses(id);
    }

    public Person rename(PersonId id, String name, SignedIn by) {
        mayChange(id, by);
        return call(id, Names.person(name));
    }

    /** Also theirs from now on: mail from it is theirs, and tickets opened before stay where they are. */
    public void addAddress(PersonId id, String email, SignedIn by) {
        mayChange(id, by);
        var person = find(id);
        var address = Address.of(email);
        if (!store.addAddress(id, address, now())) {
            throw new Conflict(address.value() + " belongs to somebody already.");
        }
        audit.record(by.id().value(), "person.address-added", person.name(), null, address.value());
    }

    public void removeAddress(PersonId id, String email, SignedIn by) {
        mayChange(id, by);
        var person = find(id);
        var address = Address.of(email);
        if (address.value().equals(person.email())) {
            throw new Conflict("This is the address they are answered at. Answer them at another one first.");
        }
        if (store.removeAddress(id, address)) {
            audit.record(by.id().value(), "person.address-removed", person.name(), address.value(), null);
        }
    }

    /** One of their addresses becomes the one they are answered at, and sign in with if they do. */
    public void answerAt(PersonId id, String email, SignedIn by) {
        mayChange(id, by);
        var before = find(id);
        var address = Address.of(email);
        if (!store.answerAt(id, address)) {
            throw new NotFound(address.value() + " is not one of their addresses.");
        }
        audit.record(by.id().value(), "person.answered-at", before.name(), before.email(), address.value());
    }

    /**
     * Says how much the house wants to keep them.
     *
     * @param value null for as much as their company
     * @param by who, or which token, says so
     */
    public void value(PersonId id, @Nullable CustomerValue value, UUID by) {
        var before = find(id);
        if (store.value(id, value)) {
            audit.record(by, "person.valued", before.name(), before.value(), value);
        }
    }

    /** Mail from a blocked person is kept in the journal and opens nothing. */
    public void block(PersonId id, SignedIn by) {
        mayChange(id, by);
        var person = find(id);
        if (store.block(id, now())) {
            audit.record(by.id().value(), "person.blocked", person.name(), false, true);
            events.publishEvent(new PersonEvent.Blocked(id, now()));
        }
    }

    public void unblock(PersonId id, SignedIn by) {
        mayChange(id, by);
        var person = find(id);
        if (store.unblock(id)) {
            audit.record(by.id().value(), "person.unblocked", person.name(), true, false);
            events.publishEvent(new PersonEvent.Unblocked(id, now()));
        }
    }

    Person call(PersonId id, String name) {
        var renamed = store.rename(id, name).orElseThrow(() -> new NotFound("There is no such person."));
        events.publishEvent(new PersonEvent.Renamed(id, now(), renamed.name()));
        return renamed;
    }

    /** A colleague's address is the key to their account: whoever could change it could have a new password sent there. */
    private void mayChange(PersonId id, SignedIn by) {
        var colleague = agents.byId(id);
        if (colleague.isEmpty() || id.equals(by.id())) {
            return;
        }
        if (!by.may(Permission.CHANGE_SETTINGS)) {
            throw new Forbidden("Only an administrator can change a colleague.");
        }
        Agents.mayTouch(by, colleague.get().role());
    }

    private Optional<Person> introduced(Address address, @Nullable String name) {
        var met = store.introduce(PersonId.next(), Names.orElse(name, address.value()), address, now());
        met.ifPresent(person -> events.publishEvent(new PersonEvent.Met(person.id(), person.createdAt())));
        return met;
    }

    /** A sender who had no name so far and now gives one. Later names do not count: anybody can write any. */
    private Person named(Person known, @Nullable String name) {
        if (!known.nameless() || name == null || name.isBlank()) {
            return known;
        }
        return call(known.id(), Names.orElse(name, known.name()));
    }

    private Instant now() {
        return clock.instant();
    }
}
