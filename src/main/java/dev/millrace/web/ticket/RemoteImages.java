package dev.millrace.web.ticket;

import dev.millrace.kernel.Secrets;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.MessageId;
import org.springframework.stereotype.Component;

/**
 * Images that a message wants to load from elsewhere, which would tell its sender who reads it and when. They wait until
 * the reader asks; the link that asks is signed for this reader, so that nobody else's page can open it for them.
 */
@Component
public class RemoteImages {

    private static final String WAITING = " " + SafeHtml.REMOTE_SOURCE + "=\"";

    private final Secrets secrets;

    RemoteImages(Secrets secrets) {
        this.secrets = secrets;
    }

    public static boolean in(String html) {
        return html.contains(WAITING);
    }

    /** What the address of the page carries to show those of this message to this reader. */
    public String asked(MessageId message, SignedIn me) {
        return secrets.sign("images", message.value() + " " + me.id().value(), 22);
    }

    /** The sanitised HTML with its images. A quotation mark in text is written as an entity, so only attributes match. */
    public static String shown(String html) {
        return html.replace(WAITING, " loading=\"lazy\" referrerpolicy=\"no-referrer\" src=\"");
    }
}
