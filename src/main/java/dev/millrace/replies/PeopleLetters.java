package dev.millrace.replies;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Settings;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Outbox;
import dev.millrace.people.House;
import dev.millrace.people.spi.Letters;
import org.springframework.stereotype.Component;

/** Sends invitations and password links from the desk's oldest mailbox. */
@Component
class PeopleLetters implements Letters {

    private final Senders senders;
    private final Outbox outbox;
    private final Settings settings;

    PeopleLetters(Senders senders, Outbox outbox, Settings settings) {
        this.senders = senders;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public boolean send(Letter letter) {
        var box = senders.oldest();
        box.ifPresent(from -> post(from, letter));
        return box.isPresent();
    }

    private void post(Mailbox from, Letter letter) {
        var company = settings.get(House.KEY).name();
        var subject = switch (letter) {
            case Invitation invitation ->
                "%s invites you to the help desk of %s".formatted(invitation.invitedBy(), company);
            case PasswordReset _ -> "Choose a new password for the help desk of " + company;
            case SignInLink _ -> "Your way in to " + company;
            case OtherDoor _ -> "Where you sign in at " + company;
        };
        var text = switch (letter) {
            case Invitation _ -> """
                            Hello %s,

                            come and answer customers with us. This link signs you up; it works once and for a few days:

                            %s
                            """;
            case PasswordReset _ -> """
                            Hello %s,

                            somebody asked for a new password for you. If it was you, choose one here within the hour:

                            %s

                            If it was not you, do nothing: your password stays as it is.
                            """;
            case SignInLink way -> """
                            Hello %%s,

                            this link shows you your tickets. It works once, and for %d minutes:

                            %%s

                            If you did not ask for it, do nothing: nobody can sign in without this letter.
                            """.formatted(way.minutes());
            case OtherDoor _ -> """
                            Hello %s,

                            somebody, most likely you, asked for a link to your tickets as a customer. You work here, so
                            you sign in with your password, at the desk itself:

                            %s
                            """;
        };
        var id = Ids.next();
        var messageId = id + "@" + from.address().substring(from.address().lastIndexOf('@') + 1);
        var mail = dev.millrace.mail.Letter.from(
                        new Party(company, from.address()),
                        new Party(letter.name(), letter.email()),
                        subject,
                        text.formatted(letter.name(), letter.link()),
                        messageId)
                .asAutomatic();
        outbox.post(from.id(), id, mail);
    }
}
