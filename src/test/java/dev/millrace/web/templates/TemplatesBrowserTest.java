package dev.millrace.web.templates;

import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.FilePayload;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.replies.Template;
import dev.millrace.replies.Templates;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus writes a template, Grace approves of it, and Linus answers Ada with it by the keyboard alone. */
@ServedTest
class TemplatesBrowserTest {

    private static final String PHONE_NAME = "Wheel is out of true";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Templates templates;

    @Autowired
    private Tickets tickets;

    @Autowired
    private People people;

    private Window window;

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void oneKeyBeginsTheAnswerWithWhatTheDeskHasInWriting() {
        desk.hasAMailbox();
        var ticket = desk.asks(
                cast.ada().id(),
                "Parcel",
                "I ordered two weeks ago and the parcel has still not arrived. Where is it?");
        window = Window.of(cast.linus(), port).wide(1440, 900);
        window.go("/tickets/" + ticket.number());

        window.press("d");

        expect(window.at(".picker__used")).containsText("Where is my order?");
        expect(window.at("#body")).hasValue(Pattern.compile("Hello Ada,.*", Pattern.DOTALL));
        window.isGood();
    }

    @Test
    void aTemplateIsWrittenApprovedOfAndLookedAt() {
        desk.hasAMailbox();
        var ticket = desk.adaAsks("A spoke broke");
        window = Window.of(cast.linus(), port).wide(1440, 900);
        window.go("/templates");
        expect(window.heading("Templates")).isVisible();
        expect(window.at("main")).containsText("Where is my order?");
        window.isGood();

        window.link("New template").first().click();
        window.at("#name").fill("Broken spoke");
        window.at("#body-en")
                .fill("Thank you for contacting us. Bring it {{customer.nmae}} and utilize our workshop!!");
        expect(window.at("#check")).containsText("is not a blank that can be filled");
        expect(window.at("#check")).containsText("It does not greet");
        window.isGood();
        window.at("#body-en")
                .fill(
                        "Hello {{customer.first_name|there}},\n\nyour spoke broke. Bring your bike by {{ask: day}} and I will mend it.\n\nBest wishes\n{{agent.first_name}}");
        window.at("#ticket").fill(String.valueOf(ticket.number()));
        expect(window.at("#check .template-preview")).containsText("Hello Ada");
        expect(window.at("#check")).containsText("Nothing to improve");
        window.at("#useWhen").fill("One spoke is broken.");
        window.at("#notWhen").fill("The rim is bent.");
        window.at("input[name=files]")
                .setInputFiles(new FilePayload("map.txt", "text/plain", "Mill Lane 4".getBytes(UTF_8)));
        window.button("Keep the draft").click();
        expect(window.at("#flash")).containsText("Nobody uses it yet");
        expect(window.at("main")).containsText("map.txt");
        window.isGood();
        window.button("Ask for approval").click();
        expect(window.at("main")).containsText("Linus asks you to approve of this");
        var page = window.page().url().replaceFirst("^https?://[^/]+", "");
        window.close();

        window = Window.of(cast.grace(), port).wide(390, 844);
        window.go(page);
        window.isGood();
        window.button("Approve").click();
        expect(window.at("#flash")).containsText("It is used from now on");
        expect(window.at("main")).containsText("approved by Grace Hopper");
        window.isGood();
        window.go("/templates?q=spoke");
        expect(window.at(".sheet__title").first()).hasText("Broken spoke");
        window.isGood();
        window.go("/templates?show=drafts");
        window.isGood();
        window.go("/templates?show=archived");
        window.isGood();
    }

    @Test
    void anAnswerIsMadeFromATemplateByTheKeyboardAlone() {
        desk.hasAMailbox();
        var ticket = asked("Invoice", "Could you please send me the invoice of my order again? I lost it.");
        window = Window.of(cast.linus(), port).wide(1440, 900);
        window.go("/tickets/" + ticket.number());
        expect(window.at(".picker__chip").first()).containsText("Copy of an invoice");
        window.isGood();

        window.press("r");
        expect(window.at("#body")).isFocused();
        window.press("/");
        expect(window.at(".picker__input")).isFocused();
        window.page().keyboard().type("bill copy");
        expect(window.at(".picker__one[aria-selected=true]")).containsText("Copy of an invoice");
        expect(window.at(".picker__detail")).containsText("Hello Ada");
        expect(window.at(".picker__detail")).containsText("Attach it before you send");
        window.isGood();
        window.press("Enter");

        expect(window.at("#body"))
                .hasValue(Pattern.compile("^Hello Ada,[\\s\\S]*\u27e6order or month\u27e7[\\s\\S]*Linus$"));
        expect(window.at(".composer__marks mark")).hasText("\u27e6order or month\u27e7");
        expect(window.at("[data-used]")).containsText("Copy of an invoice");
        window.isGood();
        window.press("Control+Enter");
        assertThat(window.at("#body").evaluate("text => text.validationMessage"))
                .isEqualTo("Fill in “order or month” before you send this.");
        window.page().keyboard().type("May");
        expect(window.at(".composer__marks")).isHidden();
        window.press("Control+Enter");
        expect(window.at("#conversation")).containsText("you asked for the invoice of May");
        expect(window.at("#body")).hasValue("");
        expect(window.at("[data-used]")).isEmpty();
    }

    @Test
    void onAPhoneALikelyTemplateIsOneTouchAwayAndItsFileGoesWithIt() {
        desk.hasAMailbox();
        var linus = cast.linus();
        window = Window.of(linus, port).wide(390, 844);
        window.go("/templates/new");
        window.at("#name").fill(PHONE_NAME);
        window.at("#body-en")
                .fill(
                        "Hello {{customer.first_name|there}},\n\nyour wheel wobbles because it is out of true. I will true it.");
        window.at("#shelf").selectOption("mine");
        window.at("input[name=files]")
                .setInputFiles(new FilePayload("wheel.txt", "text/plain", "round".getBytes(UTF_8)));
        window.isGood();
        window.button("Keep the draft").click();
        window.button("Use it from now on").click();
        expect(window.at("#flash")).containsText("It is used from now on");
        assertThat(templates.usable(cast.linus())).extracting(Template::name).contains(PHONE_NAME);

        var ticket = asked("Wobble", "My wheel wobbles, I think it is out of true.");
        window.go("/tickets/" + ticket.number());
        window.at(".picker__chip:has-text(\"true\")").first().click();
        expect(window.at("#body")).hasValue(Pattern.compile("^Hello Ada"));
        expect(window.at("[name=attach]")).isChecked();
        window.isGood();
        window.at(".composer__send .when-reply .button").first().click();
        expect(window.at("#conversation")).containsText("I will true it.");
        assertThat(tickets.messages(ticket.id()).stream()
                        .filter(message -> message.direction() == Direction.OUT && !message.automatic())
                        .map(Message::attachments))
                .singleElement()
                .satisfies(files -> assertThat(files)
                        .singleElement()
                        .satisfies(file -> assertThat(file.filename()).isEqualTo("wheel.txt")));
        window.go("/tickets/" + ticket.number() + "/templates");
        window.isGood();
    }

    /** Of an Ada who has not written before: once she is told that it has come in, nothing more comes in between. */
    private Ticket asked(String subject, String body) {
        var ada = people.meet("ada.%s@analytical.example".formatted(subject.toLowerCase(Locale.ROOT)), "Ada Byron");
        var ticket = desk.asks(ada.id(), subject, body);
        await().atMost(ofSeconds(30)).until(() -> tickets.messages(ticket.id()).size() == 2);
        return ticket;
    }
}
