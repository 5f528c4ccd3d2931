package dev.millrace.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Passwords: which are good enough, how they are kept (bcrypt) and checked, and how somebody changes their own. */
@Component
public class Passwords {

    private static final int SHORTEST = 10;

    /** Bcrypt reads no further, and silently ignoring the rest would be a lie. */
    private static final int MOST_BYTES = 72;

    private final BCryptPasswordEncoder bcrypt;

    /** A hash in form only: making a real one would cost a second at every start. */
    private final String nobodys;

    private final AgentStore store;
    private final Sessions sessions;

    Passwords(PeopleSettings settings, AgentStore store, Sessions sessions) {
        this.bcrypt = new BCryptPasswordEncoder(settings.passwordCost());
        this.nobodys = "$2a$%02d$".formatted(settings.passwordCost()) + ".".repeat(53);
        this.store = store;
        this.sessions = sessions;
    }

    /** Changes one's own; whoever else is signed in as this person is signed out. */
    @Transactional
    public void change(SignedIn me, String current, String chosen, String sessionId) {
        var hash = store.passwordHash(me.id()).orElseThrow(() -> new Conflict("You do not work here any more."));
        if (!matches(hash, current)) {
            throw new Invalid("current", "This is not your current password.");
        }
        store.password(me.id(), hash("password", chosen, me.email()));
        sessions.endOthers(me.id(), sessionId);
    }

    /** Checks a chosen password and makes what is kept of it. */
    String hash(String field, String chosen, String email) {
        if (chosen.length() < SHORTEST) {
            throw new Invalid(field, "At least %d characters.".formatted(SHORTEST));
        }
        if (chosen.getBytes(UTF_8).length > MOST_BYTES) {
            throw new Invalid(field, "At most %d characters; letters with accents count double.".formatted(MOST_BYTES));
        }
        if (resembles(chosen, Address.of(email))) {
            throw new Invalid(field, "Not your e-mail address: choose something only you know.");
        }
        if (CommonPasswords.contain(chosen)) {
            throw new Invalid(field, "This is one of the first passwords anybody would try. Choose another.");
        }
        return bcrypt.encode(chosen);
    }

    boolean matches(String hash, String typed) {
        return typed.getBytes(UTF_8).length <= MOST_BYTES && bcrypt.matches(typed, hash);
    }

    /** Takes as long as {@link #matches} for somebody who exists, so that the clock does not tell who does. */
    void matchesNobody(String typed) {
        matches(nobodys, typed);
    }

    private static boolean resembles(String password, Address email) {
        return password.equalsIgnoreCase(email.value()) || password.equalsIgnoreCase(email.local());
    }
}
