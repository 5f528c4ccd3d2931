package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.kernel.Secrets;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The address a customer's answer comes back to: {@code support+t1042k…@example.com}. It names the ticket and is signed,
 * so that nobody gets into a ticket by counting. In letters and digits of one case, because some servers fold case.
 */
@Component
public class ReplyAddress {

    private static final String PURPOSE = "reply-address";

    /** 16 characters of 5 bits. */
    private static final int BYTES = 10;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern TAGGED = Pattern.compile(".*\\+t(\\d{1,18})k([a-v0-9]{16})");

    private final Secrets secrets;

    ReplyAddress(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The mailbox's own address when there is no room for the tag; then the thread is known by its references only. */
    public String of(String mailboxAddress, long ticketNumber) {
        var at = mailboxAddress.lastIndexOf('@');
        var local = mailboxAddress.substring(0, at) + "+t" + ticketNumber + "k" + signature(ticketNumber);
        return local.length() <= LONGEST_LOCAL_PART ? local + mailboxAddress.substring(at) : mailboxAddress;
    }

    /** The ticket an address belongs to, if we made it. */
    public OptionalLong read(String address) {
        var at = address.lastIndexOf('@');
        if (at < 0 || at > LONGEST_LOCAL_PART) {
            return OptionalLong.empty();
        }
        var tagged = TAGGED.matcher(address.substring(0, at).toLowerCase(Locale.ROOT));
        if (!tagged.matches()) {
            return OptionalLong.empty();
        }
        var number = Long.parseLong(tagged.group(1));
        var isOurs = MessageDigest.isEqual(
                signature(number).getBytes(US_ASCII), tagged.group(2).getBytes(US_ASCII));
        return isOurs ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private String signature(long ticketNumber) {
        var bytes = Base64.getUrlDecoder().decode(secrets.sign(PURPOSE, String.valueOf(ticketNumber), 16));
        var digits = new BigInteger(1, Arrays.copyOf(bytes, BYTES)).toString(32);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
