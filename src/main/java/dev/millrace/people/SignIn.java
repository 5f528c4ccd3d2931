package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Throttle;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int TRIES_PER_ACCOUNT = 10;
    private static final int TRIES_PER_ADDRESS = 60;
    private static final int LETTERS_PER_ACCOUNT = 3;
    private static final int LETTERS_PER_ADDRESS = 20;

    private final AgentStore store;
    private final Passwords passwords;
    private final PasswordResets resets;
    private final Throttle throttle;
    private final Clock clock;

    SignIn(AgentStore store, Passwords passwords, PasswordResets resets, Throttle throttle, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.resets = resets;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * @param from the network address the request came from
     * @return nobody when address and password do not belong together, whatever the reason
     */
    public Optional<PersonId> attempt(String email, String password, String from) {
        var typed = account(email);
        var withinLimits = throttle.allow("sign-in-from", from, TRIES_PER_ADDRESS, WINDOW)
                & throttle.allow("sign-in", typed, TRIES_PER_ACCOUNT, WINDOW);
        if (!withinLimits) {
            throw new TooMany("Too many attempts. Wait a quarter of an hour, or reset your password.");
        }
        var lock = known(email).flatMap(store::lock);
        if (lock.isEmpty()) {
            passwords.matchesNobody(password);
            return Optional.empty();
        }
        if (!passwords.matches(lock.get().passwordHash(), password)) {
            return Optional.empty();
        }
        throttle.forget("sign-in", typed);
        store.signedInAt(lock.get().id(), clock.instant());
        return Optional.of(lock.get().id());
    }

    /** Answers at once and does the rest beside it, so that neither the answer nor its time tells who works here. */
    public void forgot(String email, String from) {
        var withinLimits = throttle.allow("reset-from", from, LETTERS_PER_ADDRESS, WINDOW)
                & throttle.allow("reset", account(email), LETTERS_PER_ACCOUNT, WINDOW);
        if (!withinLimits) {
            throw new TooMany("Too many requests. Wait a quarter of an hour.");
        }
        known(email)
                .ifPresent(address -> Thread.ofVirtual().name("password-reset").start(() -> {
                    try {
                        resets.request(address.value());
                    } catch (RuntimeException e) {
                        log.error("A password reset could not be sent", e);
                    }
                }));
    }

    private static Optional<Address> known(String email) {
        try {
            return Optional.of(Address.of(email));
        } catch (Invalid _) {
            return Optional.empty();
        }
    }

    /** What is counted for somebody who typed this, address or not. */
    private static String account(String email) {
        return known(email).map(Address::value).orElse("not an address");
    }
}
