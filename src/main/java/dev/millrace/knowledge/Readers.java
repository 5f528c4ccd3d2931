package dev.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.people.PersonId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the readers of one day apart without knowing them: no cookie, and no way back from the hash once its day is over. */
@Component
public class Readers {

    private static final int HASH = 12;
    private static final int SALT = 24;
    private static final Pattern MACHINE = Pattern.compile(
            "(?i)bot\\b|bots\\b|crawl|spider|slurp|preview|monitor|uptime|headless|lighthouse|curl/|wget/|python|java-http|^$");

    private final JdbcClient db;
    private final Clock clock;
    private volatile @Nullable Salt known;

    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    private record Salt(LocalDate day, byte[] salt) {}

    /** Somebody, on a day. */
    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    public record Reader(LocalDate day, byte[] hash) {}

    Readers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether a browser's name is that of a program which reads for nobody. */
    public static boolean isMachine(@Nullable String browser) {
        return browser == null || MACHINE.matcher(browser).find();
    }

    public Reader of(String address, String browser) {
        var salt = today();
        var digest = sha256();
        digest.update(salt.salt());
        digest.update(address.getBytes(UTF_8));
        digest.update((byte) 0);
        return new Reader(salt.day(), Arrays.copyOf(digest.digest(browser.getBytes(UTF_8)), HASH));
    }

    /** A customer who has signed in: the same on each of their devices, and when they write. */
    public Reader of(PersonId customer) {
        return of("person", customer.toString());
    }

    /** All nodes have the same; those of days that are over are forgotten with the first reader of the new one. */
    private Salt today() {
        var day = LocalDate.now(clock);
        var last = known;
        if (last != null && last.day().equals(day)) {
            return last;
        }
        var fresh = new byte[SALT];
        new SecureRandom().nextBytes(fresh);
        db.sql("delete from knowledge.salt where day <> :day").param("day", day).update();
        db.sql("insert into knowledge.salt (day, salt) values (:day, :salt) on conflict (day) do nothing")
                .param("day", day)
                .param("salt", fresh)
                .update();
        var salt = new Salt(
                day,
                db.sql("select salt from knowledge.salt where day = :day")
                        .param("day", day)
                        .query(byte[].class)
                        .single());
        known = salt;
        return salt;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
