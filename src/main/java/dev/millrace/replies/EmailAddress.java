package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/** Checks an address that somebody typed (RFC 5322 addr-spec with a domain). */
final class EmailAddress {

    private EmailAddress() {}

    static String of(String field, String typed) {
        var text = typed.strip();
        try {
            var address = new InternetAddress(text, true).getAddress();
            if (address.length() <= 254 && address.indexOf('@') > 0) {
                return address.toLowerCase(Locale.ROOT);
            }
        } catch (AddressException _) {
            // told below, with the text that was typed
        }
        throw new Invalid(field, "“%s” is not a mail address.".formatted(text));
    }
}
