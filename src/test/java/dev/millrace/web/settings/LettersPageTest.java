package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.replies.StandingLetter.Kind;
import dev.millrace.replies.StandingLetters;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the desk writes by itself, changed in a browser without scripts. */
@ServedTest
class LettersPageTest {

    private static final String PAGE = "/settings/letters/acknowledgement";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private StandingLetters letters;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneCanBeUsedAgain() {
        var before = letters.current(Kind.ACKNOWLEDGEMENT);
        assertThat(grace.get("/settings/letters").body()).contains("Acknowledgement", PAGE);
        assertThat(grace.get(PAGE).body()).contains("{{customer.first_name}}", "Came with the desk");

        var saved = grace.post(
                PAGE, "_method", "put", "subject", "Got it: {{ticket.number}}", "body", "Hello,\r\n\r\nthank you.");
        assertThat(saved.location()).isEqualTo(PAGE);
        var changed = letters.current(Kind.ACKNOWLEDGEMENT);
        assertThat(changed.version()).isEqualTo(before.version() + 1);
        assertThat(changed.body()).isEqualTo("Hello,\n\nthank you.");
        assertThat(grace.get(PAGE).body()).contains("Got it: {{ticket.number}}", "Grace Hopper", before.subject());

        grace.post(PAGE + "/versions", "of", String.valueOf(before.version()));
        var reverted = letters.current(Kind.ACKNOWLEDGEMENT);
        assertThat(reverted.version()).isEqualTo(before.version() + 2);
        assertThat(reverted.subject()).isEqualTo(before.subject());
        assertThat(reverted.body()).isEqualTo(before.body());
    }

    @Test
    void aBlankThatNothingFillsComesBackWithTheReason() {
        var before = letters.current(Kind.ACKNOWLEDGEMENT);
        grace.get(PAGE);

        var again = grace.post(PAGE, "_method", "put", "subject", "Hello", "body", "Your {{shoe.size}} is noted.");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("{{shoe.size}} is not a blank that can be filled", "Your {{shoe.size}} is noted.");
        assertThat(letters.current(Kind.ACKNOWLEDGEMENT)).isEqualTo(before);
    }

    @Test
    void aTemplateOrVersionThatIsNotThereIsNotFound() {
        grace.get(PAGE);
        assertThat(grace.get("/settings/letters/poem").status()).isEqualTo(404);
        assertThat(grace.post(PAGE + "/versions", "of", "9999").status()).isEqualTo(404);
    }

    @Test
    void anAgentDoesNotChangeWhatTheDeskSays() {
        cast.of(Role.AGENT);
        var linus = new Visitor(port);
        linus.signIn("linus@desk.example", Cast.PASSWORD);

        assertThat(linus.get(PAGE).status()).isEqualTo(403);
        assertThat(linus.post(PAGE, "_method", "put", "subject", "x", "body", "y")
                        .status())
                .isEqualTo(403);
    }
}
