package dev.millrace.mail;

/**
 * Somebody in a From, To or Cc. The name is cleaned of control and direction characters, the address is what can be
 * written to (empty when there is none); {@code original} is what the message said.
 */
public record MailAddress(String name, String email, String original) {

    public static final MailAddress NONE = new MailAddress("", "", "");

    public boolean isEmpty() {
        return name.isEmpty() && email.isEmpty();
    }

    public boolean canBeWrittenTo() {
        return email.indexOf('@') > 0 && email.indexOf('@') < email.length() - 1;
    }
}
