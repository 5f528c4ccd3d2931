package dev.millrace.mail;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.Mailbox.Auth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the owner says about a mailbox.
 *
 * @param secret password or access token; null keeps the one that is stored
 * @param smtpSecret where sending takes another one; null for the same
 * @param renewal how an access token is renewed; null keeps what is stored
 * @param start from where on mail is fetched when the mailbox is new; later without effect
 */
public record MailboxSettings(
        String name,
        String address,
        String fromName,
        Server imap,
        String folder,
        Server smtp,
        Auth auth,
        @Nullable String secret,
        @Nullable String smtpSecret,
        @Nullable Renewal renewal,
        Start start) {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}]{1,189}");

    public MailboxSettings {
        name = name.strip();
        address = address.strip();
        fromName = fromName.strip();
        folder = folder.isBlank() ? "INBOX" : folder.strip();
        secret = secret == null || secret.isEmpty() ? null : secret;
        smtpSecret = smtpSecret == null || smtpSecret.isEmpty() ? null : smtpSecret;
        if (!ADDRESS.matcher(address).matches()) {
            throw new Invalid("address", "This is not a mail address");
        }
        if (name.isEmpty() || name.length() > 200) {
            throw new Invalid("name", "Give the mailbox a name of at most 200 characters");
        }
        if (fromName.length() > 200 || fromName.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("fromName", "The sender's name is one line of at most 200 characters");
        }
        if (folder.length() > 500 || folder.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("folder", "The folder's name is one line");
        }
        if (imap.user().isEmpty()) {
            throw new Invalid("imap.user", "Reading a mailbox takes a user name");
        }
    }

    @Override
    public String toString() {
        return "MailboxSettings[" + name + " <" + address + ">]";
    }
}
