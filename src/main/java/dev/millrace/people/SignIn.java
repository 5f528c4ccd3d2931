package dev.millrace.people;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The door: who knows the password of an address comes in. A wrong password, an unknown address and a disabled person
 * get the same answer after the same time, and guessing is slowed per account and per network address.
 *
 * <p>Holds no transaction, since checking a password takes a quarter of a second on purpose.
 */
@Component
public class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final AgentStore store;
    private final Passwords passwords;
    private final PasswordResets resets;
    private final Turnstile turnstile;
    private final Clock clock;

    SignIn(AgentStore store, Passwords passwords, PasswordResets resets, Turnstile turnstile, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.resets = resets;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    /**
     * @param from the network address the request came from
     * @return nobody when address and password do not belong together, whatever the reason
     */
    public Optional<PersonId> attempt(String email, String password, String from) {
        turnstile.begin(email, from);
        var lock = Turnstile.known(email).flatMap(store::lock);
        if (lock.isEmpty()) {
            passwords.matchesNobody(password);
            return Optional.empty();
        }
        if (!passwords.matches(lock.get().passwordHash(), password)) {
            return Optional.empty();
        }
        turnstile.succeeded(email, from);
        store.signedInAt(lock.get().id(), clock.instant());
        return Optional.of(lock.get().id());
    }

    /** Answers at once and does the rest beside it, so that neither the answer nor its time tells who works here. */
    public void forgot(String email, String from) {
        turnstile.letter("reset", email, from);
        Turnstile.known(email)
                .ifPresent(address -> Thread.ofVirtual().name("password-reset").start(() -> {
                    try {
                        resets.request(address.value());
                    } catch (RuntimeException e) {
                        log.error("A password reset could not be sent", e);
                    }
                }));
    }
}
