package dev.millrace.people;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The customers' door: a letter with a link for whoever asks with an address we know, or the password they set. Neither
 * its answers nor their time tell whose addresses we know.
 *
 * <p>Holds no transaction, since checking a password takes a quarter of a second on purpose.
 */
@Component
public class CustomerDoor {

    private static final Logger log = LoggerFactory.getLogger(CustomerDoor.class);

    /** What became of an attempt to sign in with a password. */
    public sealed interface Attempt {

        record Entered(PersonId person) implements Attempt {}

        /** Address and password are right, and theirs is the other door. */
        record WorksHere() implements Attempt {}

        record Wrong() implements Attempt {}
    }

    private final Customers customers;
    private final Passwords passwords;
    private final Turnstile turnstile;

    CustomerDoor(Customers customers, Passwords passwords, Turnstile turnstile) {
        this.customers = customers;
        this.passwords = passwords;
        this.turnstile = turnstile;
    }

    /**
     * Answers at once and does the rest beside it.
     *
     * @param next where they wanted to go
     * @param from the network address the request came from
     */
    public void ask(String email, String next, String from) {
        turnstile.letter("customer-link", email, from);
        Turnstile.known(email)
                .ifPresent(address -> Thread.ofVirtual().name("customer-link").start(() -> {
                    try {
                        customers.request(address, next);
                    } catch (RuntimeException e) {
                        log.error("A sign-in link could not be sent", e);
                    }
                }));
    }

    public Attempt attempt(String email, String password, String from) {
        turnstile.begin(email, from);
        var lock = Turnstile.known(email).flatMap(customers::lock);
        var hash = lock.map(Customers.Lock::passwordHash);
        if (hash.isEmpty()) {
            passwords.matchesNobody(password);
            return new Attempt.Wrong();
        }
        if (!passwords.matches(hash.get(), password)) {
            return new Attempt.Wrong();
        }
        turnstile.succeeded(email, from);
        if (lock.get().colleague()) {
            return new Attempt.WorksHere();
        }
        customers.signedInNow(lock.get().person());
        return new Attempt.Entered(lock.get().person());
    }
}
