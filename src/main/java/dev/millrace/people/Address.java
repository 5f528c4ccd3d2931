package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address in the one spelling it is compared and stored in. */
record Address(String value) {

    private static final int LONGEST = 320;
    private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    static Address of(String text) {
        var value = text.strip().toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
            throw new Invalid("email", "This is not an e-mail address.");
        }
        return new Address(value);
    }

    String local() {
        return value.substring(0, value.indexOf('@'));
    }

    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }
}
