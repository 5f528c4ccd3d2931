package dev.millrace.web.templates;

import static dev.millrace.web.Window.expect;

import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.replies.Mining;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus and Alan have typed the same answer seven times; Linus makes a template of it, and puts another aside. */
@ServedTest
class ProposalsBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private People people;

    @Autowired
    private Replies replies;

    @Autowired
    private Mining mining;

    private Window window;

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void whatIsTypedAgainAndAgainIsLookedAtAndMadeATemplate() {
        desk.hasAMailbox();
        typed(
                "Unicycle lessons",
                "Hello %s,\n\nour unicycle lessons begin at %d o'clock in the yard behind the mill, and <b>helmets</b> are there.\n\n%s");
        typed(
                "Tandem hire",
                "Hello %s,\n\na tandem can be hired for %d euros a day, at the counter of our shop beside the river.\n\n%s");
        mining.look();
        window = Window.of(cast.linus(), port).wide(1440, 900);
        window.go("/templates");
        window.link("Proposals").first().click();
        expect(window.heading("Proposals")).isVisible();
        expect(window.at("main")).containsText("7 tickets");
        window.isGood();

        window.link("Unicycle lessons").first().click();
        expect(window.at(".template-preview").first()).containsText("Hello {{customer.first_name|there}},");
        expect(window.at(".template-preview").first()).containsText("<b>helmets</b>");
        expect(window.at(".proposal-answer mark").first()).isVisible();
        window.isGood();
        window.wide(390, 844);
        window.isGood();
        window.link("Make it a template").first().click();
        expect(window.at("#name")).hasValue("Unicycle lessons");
        expect(window.at("#body-en")).hasValue(Pattern.compile("lessons begin at \\{\\{ask: "));
        window.isGood();
        window.button("Keep the draft").click();
        expect(window.at("#flash")).containsText("Nobody uses it yet");

        window.wide(1440, 900).go("/templates/proposals");
        expect(window.at("main")).not().containsText("Unicycle lessons");
        window.link("Tandem hire").first().click();
        window.button("Not this").click();
        expect(window.at("#flash")).containsText("It is not proposed any more");
        expect(window.at("main")).not().containsText("Tandem hire");
        window.isGood();
    }

    private void typed(String subject, String text) {
        var names = List.of("Ada", "Mary", "Emmy", "Lise", "Hedy", "Sophie", "Maria");
        for (var nth = 0; nth < names.size(); nth++) {
            var name = names.get(nth);
            var customer =
                    people.meet("%s@proposed.example".formatted(name.toLowerCase(Locale.ROOT)), name + " Proposed");
            var ticket = desk.asks(customer.id(), subject, "How is that done?");
            var agent = nth % 2 == 0 ? cast.linus() : cast.alan();
            replies.reply(
                    ticket.id(),
                    Reply.of(text.formatted(name, 8 + nth, agent.name().split(" ")[0])),
                    Via.WEB,
                    agent.id(),
                    Actor.of(agent.id()));
        }
    }
}
