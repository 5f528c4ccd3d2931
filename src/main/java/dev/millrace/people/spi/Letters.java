package dev.millrace.people.spi;

import java.net.URI;

/** Brings the letters about signing in to those they are for. Without a way to send mail there is none. */
public interface Letters {

    /** A letter that holds one link and nothing else worth stealing. */
    sealed interface Letter {

        String email();

        String name();

        URI link();
    }

    /** "Come and work with us at this desk." */
    record Invitation(String email, String name, URI link, String invitedBy) implements Letter {}

    /** "Choose a new password." */
    record PasswordReset(String email, String name, URI link) implements Letter {}

    /** "See your tickets": for a customer; the link works once within {@code minutes}. */
    record SignInLink(String email, String name, URI link, long minutes) implements Letter {}

    /** For a colleague who asked for such a link: theirs is another door. */
    record OtherDoor(String email, String name, URI link) implements Letter {}

    /** Called in the transaction that made the link. False when there is no mailbox to send from. */
    boolean send(Letter letter);
}
