package dev.millrace.web.templates;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Macro;
import dev.millrace.replies.Macros;
import dev.millrace.replies.Shelf;
import dev.millrace.replies.Template;
import dev.millrace.replies.Templates;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus answers and solves in one key, one ticket and many. */
@ServedTest
class MacrosBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Macros macros;

    @Autowired
    private Templates templates;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    private SignedIn linus;

    @BeforeEach
    void linusIsHere() {
        linus = cast.linus();
        desk.hasAMailbox();
    }

    @Test
    void aMacroIsMadeAndRunOnATicketWithItsPreview() {
        var ticket = desk.adaAsks("The bell does not ring");
        try (var window = Window.of(linus, port).wide(1440, 900)) {
            window.go("/templates/macros");
            window.isGood();
            window.go("/templates/macros/new");
            window.at("#name").fill("It rings again");
            window.at("#template").selectOption("It works again");
            window.at("#status").selectOption("solved");
            window.at("#addTags").fill("bell, mended");
            window.isGood();
            window.button("Save").click();
            expect(window.at("main")).containsText("Status: Solved");
            window.isGood();

            window.wide(390, 844).go("/tickets/" + ticket.number());
            window.press("m");
            expect(window.heading("Choose a macro")).isVisible();
            window.isGood();
            window.at("text=It rings again").first().click();
            expect(window.at("#answer")).hasValue(Pattern.compile("^Hello Ada"));
            expect(window.at(".macro-does")).containsText("Add the tag bell, mended");
            window.isGood();
            window.button("Send and do it").click();
            expect(window.at("main")).containsText("Fill in “what did not work”");
            window.wasTold("422");
            window.at("#answer").fill("Hello Ada, the bell rings again. Best wishes, Linus");
            window.press("Control+Enter");
            expect(window.at("#conversation")).containsText("the bell rings again");
            expect(window.at("#conversation")).containsText("by the macro \u2068It rings again\u2069 (version 1)");
        }
        var now = desk.now(ticket);
        assertThat(now.status()).isEqualTo(Status.SOLVED);
        assertThat(now.tags()).contains("bell", "mended");
        assertThat(timeline.of(ticket.id()).stream().map(Recorded::by))
                .anySatisfy(by -> assertThat(by).isInstanceOfSatisfying(Actor.Macro.class, macro -> {
                    assertThat(macro.version()).isEqualTo(1);
                    assertThat(macro.by()).isEqualTo(linus.id());
                }));
    }

    @Test
    void aMacroDoesManyTicketsEachForItself() {
        var macro = macros.add(
                "Winter closing",
                template("We do not offer that, but this may help").id(),
                List.of(new SetStatus(Status.WAITING), new AddTags(Set.of("winter"))),
                new Shelf.OfPerson(linus.id()),
                linus);
        var one = desk.adaAsks("Winter one");
        var two = desk.adaAsks("Winter two");
        try (var window = Window.of(linus, port).wide(1440, 900)) {
            window.go("/inbox");
            window.at(".row__check[value='%d']".formatted(one.number())).check();
            window.at(".row__check[value='%d']".formatted(two.number())).check();
            window.button("Macros").click();
            window.at("#bulk-macro").getByText("Winter closing").click();
            expect(window.heading("Winter closing on 2 tickets")).isVisible();
            window.isGood();
            for (var n = 0; n < 2; n++) {
                window.at("#said-" + n).fill("a winter tyre " + n);
            }
            window.button("Do it on 2 tickets").click();
            expect(window.at("#flash")).containsText("on 2 tickets");
        }
        for (var ticket : List.of(one, two)) {
            assertThat(desk.now(ticket).status()).isEqualTo(Status.WAITING);
            assertThat(tickets.messages(ticket.id()).stream()
                            .filter(message -> message.direction() == Direction.OUT && !message.automatic()))
                    .singleElement()
                    .satisfies(message -> assertThat(message.body())
                            .startsWith("Hello Ada")
                            .contains("you asked for a winter tyre 0", "a winter tyre 1"));
        }
        assertThat(macro.version()).isEqualTo(1);
    }

    @Test
    void aChangeIsANewVersionAndEverybodysMacrosAreTheAdmins() {
        var macro = macros.add("Tag it", null, List.of(new AddTags(Set.of("x"))), new Shelf.OfDesk(), linus);

        assertThatThrownBy(() -> macros.change(macro.id(), "Mine", null, macro.changes(), linus))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> macros.add("Nothing", null, List.of(), new Shelf.OfDesk(), linus))
                .isInstanceOf(Invalid.class);
        var changed = macros.change(macro.id(), "Tag it", null, List.of(new AddTags(Set.of("y"))), cast.grace());

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.changes()).isEqualTo(List.of(new AddTags(Set.of("y"))));
        macros.archive(macro.id(), true, cast.grace());
        assertThat(macros.find(macro.id(), linus)).extracting(Macro::archived).isEqualTo(true);
    }

    /** An answer without the change would be half of what was asked for. */
    @Test
    void whatCannotBeChangedIsNotAnsweredEither() {
        var macro = macros.add(
                "Close it",
                template("It works again").id(),
                List.of(new SetStatus(Status.NEW)),
                new Shelf.OfPerson(linus.id()),
                linus);
        var ticket = desk.change(desk.adaAsks("Half and half"), new SetStatus(Status.OPEN));

        assertThatThrownBy(() -> macros.run(macro, ticket, "Hello", linus)).isInstanceOf(Conflict.class);

        assertThat(tickets.messages(ticket.id()))
                .allMatch(message -> message.direction() == Direction.IN || message.automatic());
    }

    private Template template(String name) {
        return templates.usable(linus).stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
