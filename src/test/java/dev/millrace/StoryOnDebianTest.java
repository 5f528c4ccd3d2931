package dev.millrace;

import dev.millrace.mail.DebianPostOffice;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same story on servers people run: Debian's Postfix and Dovecot. */
@EnabledIf(
        value = "dev.millrace.mail.DebianPostOffice#isPossible",
        disabledReason = "Debian's Dovecot and Postfix are not both installed here, or this is not root")
class StoryOnDebianTest extends StoryTest {

    @Override
    PostOffice postOffice() {
        return DebianPostOffice.open();
    }
}
