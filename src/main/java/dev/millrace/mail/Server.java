package dev.millrace.mail;

import static java.util.Locale.ROOT;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail server listens and who signs in there.
 *
 * @param user blank for a server that asks nobody to sign in
 * @param pin the SHA-256 fingerprint of a certificate the owner trusts although nobody vouches for it
 */
public record Server(
        String host,
        int port,
        Security security,
        String user,
        @Nullable String pin) {

    /** How the connection is kept private. */
    public enum Security {
        TLS,
        STARTTLS,
        NONE
    }

    private static final Pattern HOST = Pattern.compile("[a-z0-9._:-]{1,253}");

    public Server {
        host = host.strip().toLowerCase(ROOT);
        user = user.strip();
        pin = pin == null || pin.isBlank()
                ? null
                : pin.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new Invalid("host", "This is not the name of a server: letters, digits, dots and dashes");
        }
        if (port < 1 || port > 65535) {
            throw new Invalid("port", "A port is a number from 1 to 65535");
        }
        if (user.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("user", "The user name holds a line break");
        }
        if (pin != null && pin.length() != 64) {
            throw new Invalid("pin", "A certificate's fingerprint has 64 hexadecimal digits");
        }
    }
}
