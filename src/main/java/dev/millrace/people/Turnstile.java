package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Throttle;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, per account and per network address, at every door together: two doors are no second chance. Only
 * what went wrong counts against a network address, which a whole office may share.
 */
@Component
class Turnstile {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int TRIES_PER_ACCOUNT = 10;
    private static final int TRIES_PER_ADDRESS = 60;
    private static final int LETTERS_PER_ACCOUNT = 3;
    private static final int LETTERS_PER_ADDRESS = 20;

    private final Throttle throttle;

    Turnstile(Throttle throttle) {
        this.throttle = throttle;
    }

    /** Before a password is looked at. */
    void begin(String email, String from) {
        var withinLimits = throttle.allow("sign-in-from", from, TRIES_PER_ADDRESS, WINDOW)
                & throttle.allow("sign-in", account(email), TRIES_PER_ACCOUNT, WINDOW);
        if (!withinLimits) {
            throw new TooMany("Too many attempts. Wait a quarter of an hour, or reset your password.");
        }
    }

    void succeeded(String email, String from) {
        throttle.forget("sign-in", account(email));
        throttle.forgive("sign-in-from", from, WINDOW);
    }

    /** Before a letter is asked for; {@code what} keeps the kinds of letters apart. */
    void letter(String what, String email, String from) {
        var withinLimits = throttle.allow(what + "-from", from, LETTERS_PER_ADDRESS, WINDOW)
                & throttle.allow(what, account(email), LETTERS_PER_ACCOUNT, WINDOW);
        if (!withinLimits) {
            throw new TooMany("Too many requests. Wait a quarter of an hour.");
        }
    }

    static Optional<Address> known(String email) {
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
