package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.replies.StandingLetter.Kind;
import dev.millrace.replies.StandingLetters;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the desk writes by itself, changed in a browser without scripts. */
@ServedTest
class LettersPageTest {

    private static final String PAGE = "/settings/letters/acknowledgement/en";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private StandingLetters letters;

    @Autowired
    private Settings settings;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneCanBeUsedAgain() {
        var before = letters.current(Kind.ACKNOWLEDGEMENT, "en");
        assertThat(grace.get("/settings/letters").body()).contains("Acknowledgement", PAGE);
        assertThat(grace.get(PAGE).body()).contains("{{customer.first_name}}", "Came with the desk");

        var saved = grace.post(
                PAGE, "_method", "put", "subject", "Got it: {{ticket.number}}", "body", "Hello,\r\n\r\nthank you.");
        assertThat(saved.location()).isEqualTo(PAGE);
        var changed = letters.current(Kind.ACKNOWLEDGEMENT, "en");
        assertThat(changed.version()).isEqualTo(before.version() + 1);
        assertThat(changed.body()).isEqualTo("Hello,\n\nthank you.");
        assertThat(grace.get(PAGE).body()).contains("Got it: {{ticket.number}}", "Grace Hopper", before.subject());

        grace.post(PAGE + "/versions", "of", String.valueOf(before.version()));
        var reverted = letters.current(Kind.ACKNOWLEDGEMENT, "en");
        assertThat(reverted.version()).isEqualTo(before.version() + 2);
        assertThat(reverted.subject()).isEqualTo(before.subject());
        assertThat(reverted.body()).isEqualTo(before.body());
    }

    @Test
    void aBlankThatNothingFillsComesBackWithTheReason() {
        var before = letters.current(Kind.ACKNOWLEDGEMENT, "en");
        grace.get(PAGE);

        var again = grace.post(PAGE, "_method", "put", "subject", "Hello", "body", "Your {{shoe.size}} is noted.");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("{{shoe.size}} is not a blank that can be filled", "Your {{shoe.size}} is noted.");
        assertThat(letters.current(Kind.ACKNOWLEDGEMENT, "en")).isEqualTo(before);
    }

    @Test
    void aTemplateOrVersionThatIsNotThereIsNotFound() {
        grace.get(PAGE);
        assertThat(grace.get("/settings/letters/poem/en").status()).isEqualTo(404);
        assertThat(grace.get("/settings/letters/acknowledgement/eo").status())
                .as("a language that the help centre does not speak")
                .isEqualTo(404);
        assertThat(grace.post(PAGE + "/versions", "of", "9999").status()).isEqualTo(404);
    }

    @Test
    void aLanguageInWhichNobodyHasWrittenItGetsEnglishUntilSomebodyDoes() {
        var before = settings.get(HelpLanguages.KEY);
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de", "fi")), null);
        try {
            var page = "/settings/letters/answers/fi";
            assertThat(grace.get("/settings/letters").body())
                    .contains(page, "Acknowledgement, in German", "Goes out in English");
            assertThat(grace.get(page).body())
                    .contains("Nobody has written this in Finnish yet", "{{article.solved}}", "Read it:");
            assertThat(letters.current(Kind.ANSWERS, "fi").language()).isEqualTo("en");

            var nowhere = grace.post(page, "_method", "put", "body", "Lue {{article.title}}");
            assertThat(nowhere.status()).isEqualTo(422);
            assertThat(nowhere.body()).contains("Say where the article is", "Lue {{article.title}}");
            assertThat(grace.post(page, "_method", "put", "body", "Lue {{article.link}}")
                            .location())
                    .isEqualTo(page);
            assertThat(letters.current(Kind.ANSWERS, "fi").body()).isEqualTo("Lue {{article.link}}");
            assertThat(letters.current(Kind.ANSWERS, "en").body()).startsWith("Perhaps you need not wait");
            assertThat(grace.get(page).body()).contains("In use").doesNotContain("Nobody has written");
        } finally {
            settings.put(HelpLanguages.KEY, before, null);
        }
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
