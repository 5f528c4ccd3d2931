package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.millrace.mail.SafeHtml;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import dev.millrace.web.Statements;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.transaction.annotation.Transactional;

@PageTest
@Transactional
class TicketPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Categories categories;

    @Autowired
    private Statements statements;

    @Autowired
    private Clock clock;

    @BeforeEach
    void hire() {
        cast.grace();
    }

    @Test
    void showsWhoSaidWhatAndWhatHappenedBetween() {
        var linus = cast.linus();
        var ticket = desk.adaAsks("The engine stands still");
        var rule = new Actor.Rule(UUID.randomUUID(), 2, "Machines");
        tickets.change(ticket.id(), List.of(new SetStatus(Status.OPEN), new AddTags(Set.of("engine"))), rule);
        say(ticket, NewMessage.out(linus.id(), Via.WEB, "Is it oiled?", clock.instant()));
        say(ticket, NewMessage.note(linus.id(), Via.WEB, "She never oils it.", clock.instant()));

        var page = browser.read(linus, path(ticket));

        assertThat(page)
                .contains("message--customer", "What Ada wrote about The engine stands still")
                .contains("message--agent", "Is it oiled?")
                .contains("message--note", "She never oils it.")
                .contains("Rule \u2068Machines\u2069 set the status to Open, added the tag \u2068engine\u2069");
    }

    @Test
    void whatOthersWroteIsTextAndNothingElse() {
        var attack = "<img src=x onerror=alert(1)>\"'</title><script>";
        var mallory = people.meet("mallory@evil.example", attack).id();
        var ticket = desk.asks(mallory, attack, attack, new AddTags(Set.of("<b>\"tag")));

        var page = browser.read(cast.linus(), path(ticket));

        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)")
                .doesNotContain("<img", "<b>\"tag", "</title><script>");
    }

    @Test
    void anAddressInPlainTextIsALinkAndNothingMore() {
        var ticket = desk.adaAsks("Where is it?");
        var words = "See https://shop.example/o?id=1&x=2. (And http://a.example/\"onclick=b).";
        say(ticket, NewMessage.note(cast.linus().id(), Via.WEB, words, clock.instant()));

        var page = browser.read(cast.linus(), path(ticket));

        assertThat(page)
                .contains(
                        "See <a href=\"https://shop.example/o?id=1&amp;x=2\" target=\"_blank\""
                                + " rel=\"noopener noreferrer nofollow\">https://shop.example/o?id=1&amp;x=2</a>. (And ",
                        "<a href=\"http://a.example/\" target",
                        "</a>&quot;onclick=b).");
    }

    @Test
    void aDeliveryIsShownOnTheReplyItIsAbout() {
        var linus = cast.linus();
        var ticket = desk.adaAsks("Hello");
        var sent = mailed(ticket, "It is sent");
        var failed = mailed(ticket, "It fails");
        mailed(ticket, "It waits");
        tickets.note(ticket.id(), new TicketEvent.ReplySent(sent.id()), new Actor.Desk("outbox"));
        tickets.note(
                ticket.id(), new TicketEvent.ReplyFailed(failed.id(), "No such mailbox <x>"), new Actor.Desk("outbox"));

        var page = browser.read(linus, path(ticket));

        assertThat(after(page, "It is sent")).contains("Sent</span>");
        assertThat(after(page, "It fails")).contains("Not sent").contains("No such mailbox &lt;x&gt;");
        assertThat(after(page, "It waits")).contains("On its way");
    }

    @Test
    void ofALongConversationTheFirstAndTheLatestAreShown() {
        var ticket = desk.adaAsks("Long");
        for (var i = 1; i <= 60; i++) {
            say(ticket, NewMessage.in(cast.ada().id(), Via.EMAIL, "Message number " + i + ".", clock.instant()));
        }

        var page = browser.read(cast.linus(), path(ticket));

        assertThat(page)
                .contains(
                        "What Ada wrote about Long",
                        "Show 35 earlier messages",
                        "Message number 60.",
                        "Message number 36.")
                .doesNotContain("Message number 35.");
        assertThat(browser.read(cast.linus(), path(ticket) + "?all=true"))
                .contains("Message number 1.", "Message number 35.");
    }

    @Test
    void aMailIsReadInTheColoursOfTheDeskAndSaysWhatItSaid() {
        var html = SafeHtml.of(
                        "<table bgcolor=yellow><tr><td><font color=black style='color:black'>Set style=\"x\" please</font></td></tr></table>",
                        _ -> null)
                .html();
        var ticket = desk.adaAsks("Colours");
        say(
                ticket,
                NewMessage.in(cast.ada().id(), Via.EMAIL, "Set style", clock.instant())
                        .withHtml(html));

        assertThat(html).contains("bgcolor=", "color=", "style=");
        assertThat(browser.read(cast.linus(), path(ticket)))
                .contains("Set style&#61;&#34;x&#34; please")
                .doesNotContain("bgcolor=", "<font color", "color:black");
    }

    @Test
    void remoteImagesLoadOnlyForTheReaderWhoAskedOnThatPage() {
        var linus = cast.linus();
        var html = SafeHtml.of("<p>Look <img src='https://tracker.example/1.png' width=100></p>", _ -> null)
                .html();
        var ticket = desk.adaAsks("Pictures");
        say(
                ticket,
                NewMessage.in(cast.ada().id(), Via.EMAIL, "Look", clock.instant())
                        .withHtml(html));

        var page = browser.get(linus, path(ticket));
        var link = Pattern.compile("\\?images=([\\w-]+)#").matcher(Browser.body(page));
        assertThat(link.find()).isTrue();
        var asked = browser.get(linus, path(ticket) + "?images=" + link.group(1));
        var forged = browser.get(cast.grace(), path(ticket) + "?images=" + link.group(1));

        assertThat(Browser.body(page)).doesNotContain(" src=\"https://tracker");
        assertThat(page).headers().hasValue("Content-Security-Policy", policy("img-src 'self' data:"));
        assertThat(Browser.body(asked)).contains(" src=\"https://tracker.example/1.png\"");
        assertThat(asked).headers().hasValue("Content-Security-Policy", policy("img-src 'self' data: https:"));
        assertThat(Browser.body(forged)).doesNotContain(" src=\"https://tracker");
    }

    @ParameterizedTest
    @CsvSource({
        "status, on_hold",
        "priority, immediate",
        "category, {category}",
        "team, {team}",
        "assignee, me",
        "subject, Another subject"
    })
    void aPropertyIsPutWithScriptsAndWithout(String field, String word) {
        var linus = cast.linus();
        var to = word.replace(
                        "{category}",
                        categories.add("Engines", "", null).id().value().toString())
                .replace("{team}", desk.team("Workshop", linus).id().value().toString());
        var plain = desk.adaAsks("Hello");
        var scripted = desk.adaAsks("Hello");

        var redirect = browser.form(linus, PUT, path(plain) + "/" + field)
                .param("to", to)
                .exchange();
        var fragment = browser.htmx(linus, PUT, path(scripted) + "/" + field)
                .param("to", to)
                .exchange();

        assertThat(redirect).hasStatus3xxRedirection().hasRedirectedUrl(path(plain));
        assertThat(fragment).hasStatusOk();
        assertThat(Browser.body(fragment)).contains("id=\"properties\"").doesNotContain("<html");
        for (var ticket : List.of(plain, scripted)) {
            assertThat(desk.now(ticket).version()).as(field).isEqualTo(ticket.version() + 1);
        }
        assertThat(browser.read(linus, path(plain)))
                .contains(word.equals("me") ? "Linus" : word.startsWith("{") ? to : word);
    }

    @Test
    void tagsAreAddedAndRemoved() {
        var ticket = desk.adaAsks("Hello");

        browser.form(cast.linus(), PUT, path(ticket) + "/tags")
                .param("add", "Very Important")
                .exchange();
        assertThat(desk.now(ticket).tags()).containsExactly("very-important");

        browser.form(cast.linus(), PUT, path(ticket) + "/tags")
                .param("remove", "very-important")
                .exchange();
        assertThat(desk.now(ticket).tags()).isEmpty();
    }

    @Test
    void nobodyOverwritesWhatTheyHaveNotSeen() {
        var ticket = desk.adaAsks("Hello");
        desk.change(ticket, new SetAssignee(cast.grace().id()));

        var answer = browser.htmx(cast.linus(), PUT, path(ticket) + "/assignee")
                .param("was", "none")
                .param("to", "me")
                .exchange();

        assertThat(answer).hasStatus(409);
        assertThat(Browser.body(answer)).contains("Assignee was changed by somebody else meanwhile");
        assertThat(desk.now(ticket).assignee()).isEqualTo(cast.grace().id());
    }

    @Test
    void whatTwoWantedAlikeIsNoConflict() {
        var ticket = desk.adaAsks("Hello");
        desk.change(ticket, new SetStatus(Status.SOLVED));

        var answer = browser.htmx(cast.linus(), PUT, path(ticket) + "/status")
                .param("was", "new")
                .param("to", "solved")
                .exchange();

        assertThat(answer).hasStatusOk();
    }

    @Test
    void aNoteIsKeptAmongUs() {
        var ticket = desk.adaAsks("Hello");

        var redirect = browser.form(cast.linus(), POST, path(ticket) + "/notes")
                .param("body", "  She is right.  ")
                .exchange();
        var fragment = browser.htmx(cast.linus(), POST, path(ticket) + "/notes")
                .param("body", "Really.")
                .exchange();

        assertThat(redirect).hasStatus3xxRedirection();
        assertThat(Browser.body(fragment)).contains("id=\"conversation\"", "Really.", "hx-swap-oob=\"true\"");
        assertThat(tickets.messages(ticket.id()))
                .filteredOn(message -> message.direction() == Direction.NOTE)
                .extracting(Message::body)
                .containsExactly("She is right.", "Really.");
    }

    @Test
    void aNoteCarriesFilesByTheLastPartOfTheirName() throws Exception {
        var ticket = desk.adaAsks("Hello");

        var answer = browser.mvc()
                .post()
                .uri(path(ticket) + "/notes")
                .multipart()
                .file(new MockMultipartFile(
                        "files", "C:\\fakepath\\..\\evil\u202Egnp.txt", "text/plain", "text".getBytes()))
                .param("body", "")
                .with(browser.as(cast.linus()))
                .with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf())
                .exchange();

        assertThat(answer).hasStatus3xxRedirection();
        assertThat(tickets.messages(ticket.id()).getLast().attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.filename()).isEqualTo("evilgnp.txt"));
    }

    @Test
    void anEmptyNoteIsRefusedInWords() {
        var ticket = desk.adaAsks("Hello");

        var answer = browser.htmx(cast.linus(), POST, path(ticket) + "/notes")
                .param("body", "  \n ")
                .exchange();

        assertThat(answer).hasStatus(422);
        assertThat(Browser.body(answer)).contains("Write something or attach a file first.");
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, inside, 200, 200, 200",
        "ADMIN, inside, 200, 200, 200",
        "AGENT, inside, 200, 200, 200",
        "COLLABORATOR, inside, 200, 200, 403",
        "OWNER, outside, 200, 200, 200",
        "AGENT, outside, 200, 200, 200",
        "COLLABORATOR, outside, 404, 404, 403",
    })
    void whatEachRoleMay(Role role, String where, int read, int note, int write) {
        var barbara = cast.barbara();
        var advice = desk.team("Advice", barbara);
        var who = cast.of(role);
        var ticket = where.equals("inside") ? desk.adaAsks("Hello", new SetTeam(advice.id())) : desk.adaAsks("Hello");
        var asked = role == Role.COLLABORATOR ? cast.barbara() : who;

        assertThat(browser.get(asked, path(ticket))).hasStatus(read);
        assertThat(browser.get(asked, path(ticket) + "/conversation")).hasStatus(read);
        assertThat(browser.get(asked, path(ticket) + "/properties")).hasStatus(read);
        assertThat(browser.htmx(asked, POST, path(ticket) + "/notes")
                        .param("body", "Hm.")
                        .exchange())
                .hasStatus(note);
        for (var field : List.of("status", "priority", "category", "team", "assignee", "subject")) {
            var to = field.equals("status")
                    ? "open"
                    : field.equals("priority") ? "low" : field.equals("subject") ? "Hi" : "none";
            assertThat(browser.htmx(asked, PUT, path(ticket) + "/" + field)
                            .param("to", to)
                            .exchange())
                    .as(field)
                    .hasStatus(write);
        }
        assertThat(browser.htmx(asked, PUT, path(ticket) + "/tags")
                        .param("add", "x")
                        .exchange())
                .hasStatus(write);
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        var ticket = desk.adaAsks("Hello");

        for (var url : List.of(
                path(ticket), "/inbox", "/search?q=Hello", "/views?at=/inbox", "/attachments/" + UUID.randomUUID())) {
            assertThat(browser.mvc().get().uri(url).exchange()).as(url).hasStatus(303);
        }
    }

    @Test
    void theHistoryOfTheCustomerStandsBesideWithinReach() {
        var barbara = cast.barbara();
        var advice = desk.team("Advice", barbara);
        var ticket = desk.adaAsks("Here", new SetTeam(advice.id()));
        desk.adaAsks("Secret of another team");
        desk.adaAsks("Done long ago", new SetTeam(advice.id()), new SetStatus(Status.SOLVED));

        assertThat(browser.read(cast.barbara(), path(ticket)))
                .contains("Done long ago")
                .doesNotContain("Secret of another team");
        assertThat(browser.read(cast.linus(), path(ticket))).contains("Secret of another team");
    }

    @Test
    void aPageCostsFewQueriesHoweverLongTheConversation() {
        var linus = cast.linus();
        var ticket = desk.adaAsks(
                "Long", new SetAssignee(linus.id()), new dev.millrace.tickets.Change.SetPriority(Priority.HIGH));
        for (var i = 1; i <= 20; i++) {
            say(ticket, NewMessage.in(cast.ada().id(), Via.EMAIL, "Message " + i, clock.instant()));
        }
        browser.read(linus, path(ticket));

        var sent = statements.during(() -> browser.read(linus, path(ticket)));

        assertThat(sent)
                .as("who, head, messages, attachments, events, thoughts, history, choices, draft, counts, notices")
                .hasSizeLessThanOrEqualTo(11);
    }

    private NewMessage mailed(Ticket ticket, String body) {
        var message = NewMessage.out(cast.linus().id(), Via.WEB, body, clock.instant())
                .mailedAs(UUID.randomUUID() + "@desk", List.of("ada@analytical.example"), List.of());
        say(ticket, message);
        return message;
    }

    private void say(Ticket ticket, NewMessage message) {
        var author = message.author();
        tickets.append(ticket.id(), message, author == null ? new Actor.Desk("test") : Actor.of(author));
    }

    private static String path(Ticket ticket) {
        return "/tickets/" + ticket.number();
    }

    private static String policy(String images) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; %s; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
                .formatted(images);
    }

    private static String after(String page, String text) {
        return page.substring(page.indexOf(text), page.indexOf("</article>", page.indexOf(text)));
    }
}
