package dev.millrace.web.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.millrace.intake.Channel.Kind;
import dev.millrace.intake.Channels;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import dev.millrace.web.Statements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@PageTest
@Transactional
class InboxPageTest {

    private static final Pattern MORE = Pattern.compile("hx-get=\"(/inbox/rows\\?[^\"]+after=[^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("id=\"ticket-(\\d+)\"");

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Categories categories;

    @Autowired
    private Channels channels;

    @Autowired
    private Statements statements;

    @BeforeEach
    void hire() {
        cast.grace();
    }

    @Test
    void showsOpenTicketsWithTheirCustomerAndFirstWords() {
        var ticket = desk.adaAsks("The engine stands still");

        var page = browser.read(cast.linus(), "/inbox");

        assertThat(page)
                .contains(
                        "id=\"ticket-" + ticket.number() + "\"",
                        "The engine stands still",
                        "Ada Lovelace",
                        "What Ada wrote about The engine stands still");
    }

    @Test
    void eachViewHoldsWhatItsNameSays() {
        var linus = cast.linus();
        var billing = desk.team("Billing", linus);
        var mine = desk.adaAsks("mine", new SetAssignee(linus.id()));
        var nobodys = desk.adaAsks("nobody's");
        var teams = desk.adaAsks(
                "team's",
                new SetTeam(billing.id()),
                new SetAssignee(cast.grace().id()));
        var waiting = desk.adaAsks(
                "waiting",
                new SetStatus(Status.WAITING),
                new SetAssignee(cast.grace().id()));
        var held = desk.adaAsks(
                "held",
                new SetStatus(Status.ON_HOLD),
                new SetAssignee(cast.grace().id()));
        var solved = desk.adaAsks("solved", new SetStatus(Status.SOLVED), new SetAssignee(linus.id()));

        assertThat(rows("/inbox/mine")).contains(mine.number()).doesNotContain(nobodys.number(), solved.number());
        assertThat(rows("/inbox/unassigned")).contains(nobodys.number()).doesNotContain(mine.number(), teams.number());
        assertThat(rows("/inbox/team-" + billing.id().value())).containsExactly(teams.number());
        assertThat(rows("/inbox"))
                .contains(mine.number(), waiting.number(), held.number())
                .doesNotContain(solved.number());
        assertThat(rows("/inbox/waiting")).contains(waiting.number()).doesNotContain(held.number());
        assertThat(rows("/inbox/on-hold")).contains(held.number()).doesNotContain(waiting.number());
        assertThat(rows("/inbox/solved")).contains(solved.number()).doesNotContain(mine.number());
        assertThat(rows("/inbox/all")).contains(mine.number(), solved.number());
    }

    @ParameterizedTest
    @CsvSource({
        "status=waiting, waiting",
        "priority=high, urgent",
        "category={category}, filed",
        "category=none&tag=vip, tagged",
        "team={team}, handed",
        "assignee={linus}, taken",
        "assignee=me, taken",
        "tag=vip, tagged",
        "via=email&q=xylophone, spoken",
        "q=xylophone, spoken",
    })
    void theAddressNarrowsTheList(String query, String expected) {
        var linus = cast.linus();
        var team = desk.team("Workshop", linus);
        var category = categories.add("Engines", "", null).id();
        desk.adaAsks("waiting", new SetStatus(Status.WAITING));
        desk.adaAsks("urgent", new SetPriority(Priority.HIGH));
        desk.adaAsks("filed", new SetCategory(category));
        desk.adaAsks("handed", new SetTeam(team.id()));
        desk.adaAsks("taken", new SetAssignee(linus.id()));
        desk.adaAsks("tagged", new AddTags(Set.of("vip")));
        desk.asks(cast.ada().id(), "spoken", "My xylophone is out of tune");

        var page = browser.read(
                linus,
                "/inbox/all?"
                        + query.replace("{category}", category.value().toString())
                                .replace("{team}", team.id().value().toString())
                                .replace("{linus}", linus.id().toString()));

        assertThat(subjects(page)).containsExactly(expected);
    }

    @Test
    void theNextRowsGoOnWhereTheLastEnded() {
        var opened = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            opened.addFirst(
                    desk.adaAsks("Number " + i, new AddTags(Set.of("sixty"))).number());
        }

        var seen = new ArrayList<Long>();
        var url = "/inbox?tag=sixty";
        for (var piece = 0; piece < 3; piece++) {
            var page = browser.read(cast.linus(), url);
            seen.addAll(numbers(page));
            var more = MORE.matcher(page);
            url = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }

        assertThat(url).isEmpty();
        assertThat(seen).isEqualTo(opened);
    }

    @Test
    void ordersAsAsked() {
        var first = desk.adaAsks("first", new AddTags(Set.of("ordered")));
        var second = desk.adaAsks("second", new AddTags(Set.of("ordered")));

        assertThat(rows("/inbox?tag=ordered")).containsExactly(second.number(), first.number());
        assertThat(rows("/inbox?tag=ordered&sort=oldest")).containsExactly(first.number(), second.number());
        assertThat(rows("/inbox?tag=ordered&sort=newest")).containsExactly(second.number(), first.number());
    }

    @Test
    void whatOthersWroteIsTextAndNothingElse() {
        var attack = "<img src=x onerror=alert(1)>\"'</title><script>";
        var mallory = people.meet("mallory@evil.example", attack).id();
        var ticket = desk.asks(mallory, attack, attack, new AddTags(Set.of("<b>\"tag")));

        for (var url : List.of(
                "/inbox",
                "/inbox?q=onerror",
                "/inbox?tag=%3Cb%3E%22tag",
                "/inbox/rows/" + ticket.number() + "?view=open")) {
            var page = browser.read(cast.linus(), url);

            assertThat(page).as(url).contains("ticket-" + ticket.number());
            assertThat(page).as(url).doesNotContain("<img", "<b>\"tag", "</title><script>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/inbox/nonsense, 404",
        "/inbox/team-nonsense, 404",
        "/inbox?status=nonsense, 422",
        "/inbox?team=1, 422",
        "/inbox?category=%00, 200",
        "/inbox?sort=random(), 422",
        "/inbox?after=xyz, 422",
        "/inbox/rows?view=open&after=MTIzHzQ1Ng, 422",
        "/inbox/rows/abc?view=open, 400",
    })
    void anAddressNobodyMadeIsRefused(String url, int status) {
        assertThat(browser.get(cast.linus(), url)).hasStatus(status);
    }

    @Test
    void aRowThatLeftTheViewIsNotAnswered() {
        var stays = desk.adaAsks("stays");
        var leaves = desk.adaAsks("leaves", new SetStatus(Status.SOLVED));

        var rows = browser.read(cast.linus(), "/inbox/rows/%d,%d?view=open".formatted(stays.number(), leaves.number()));

        assertThat(numbers(rows)).containsExactly(stays.number());
    }

    @Test
    void collaboratorsSeeAndCountTheirOwnTeamsTicketsOnly() {
        var barbara = cast.barbara();
        var advice = desk.team("Advice", barbara);
        var theirs = desk.adaAsks("theirs", new SetTeam(advice.id()));
        var others = desk.adaAsks("others");

        var page = browser.read(barbara, "/inbox/all");

        assertThat(numbers(page)).containsExactly(theirs.number());
        assertThat(browser.read(barbara, "/inbox/rows/" + others.number() + "?view=all"))
                .doesNotContain("ticket-");
        assertThat(page).doesNotContain("id=\"bulk\"");
        assertThat(browser.read(barbara, "/views?at=/inbox"))
                .containsPattern("All open</span>\\s*<span class=\"sidebar__count\">1<");
    }

    @Test
    void oneActionChangesAllThatAreChosenAndCanBeTakenBack() {
        var one = desk.adaAsks("one", new SetStatus(Status.OPEN));
        var two = desk.adaAsks("two", new SetStatus(Status.WAITING));

        var answer = browser.htmx(cast.linus(), POST, "/inbox/changes")
                .param("number", one.number() + "", two.number() + "")
                .param("change", "status solved")
                .exchange();

        assertThat(answer)
                .hasStatusOk()
                .headers()
                .hasValue(
                        "HX-Trigger",
                        "{\"rows:changed\":{\"numbers\":[%d, %d]}}".formatted(one.number(), two.number()));
        assertThat(desk.now(one).status()).isEqualTo(Status.SOLVED);
        assertThat(Browser.body(answer))
                .contains("2 tickets were changed.", "value=\"%d status open\"".formatted(one.number()));

        browser.htmx(cast.linus(), POST, "/inbox/changes/undo")
                .param("undo", one.number() + " status open", two.number() + " status waiting")
                .exchange();

        assertThat(desk.now(one).status()).isEqualTo(Status.OPEN);
        assertThat(desk.now(two).status()).isEqualTo(Status.WAITING);
    }

    @Test
    void aBulkChangeWithoutScriptsReturnsToTheList() {
        var ticket = desk.adaAsks("one");

        var answer = browser.form(cast.linus(), POST, "/inbox/changes")
                .param("number", ticket.number() + "")
                .param("change", "")
                .param("tag", "Later On")
                .param("back", "/inbox/mine?tag=x")
                .exchange();

        assertThat(answer).hasStatus3xxRedirection().hasRedirectedUrl("/inbox/mine?tag=x");
        assertThat(desk.now(ticket).tags()).containsExactly("later-on");
    }

    @Test
    void aBulkChangeNeverLeadsToAnotherSite() {
        var ticket = desk.adaAsks("one");

        var answer = browser.form(cast.linus(), POST, "/inbox/changes")
                .param("number", ticket.number() + "")
                .param("change", "priority low")
                .param("back", "https://evil.example/inbox")
                .exchange();

        assertThat(answer).hasRedirectedUrl("/inbox");
    }

    @ParameterizedTest
    @CsvSource({
        "team 00000000-0000-0000-0000-000000000000",
        "assignee nonsense",
        "status nonsense",
        "nonsense 1",
        "priority",
    })
    void aChangeToWhatDoesNotExistIsRefusedAndChangesNothing(String change) {
        var ticket = desk.adaAsks("one");

        var answer = browser.htmx(cast.linus(), POST, "/inbox/changes")
                .param("number", ticket.number() + "")
                .param("change", change)
                .exchange();

        assertThat(answer).hasStatus(422);
        assertThat(desk.now(ticket).version()).isEqualTo(ticket.version());
    }

    @Test
    void ofTicketsOutOfReachNoneIsChanged() {
        var barbara = cast.barbara();
        desk.team("Advice", barbara);
        var others = desk.adaAsks("others");

        var answer = browser.htmx(barbara, POST, "/inbox/changes")
                .param("number", others.number() + "")
                .param("change", "status solved")
                .exchange();

        assertThat(answer).hasStatus(403);
        assertThat(desk.now(others).status()).isEqualTo(Status.NEW);
    }

    @Test
    void aDeskWithoutAMailboxOffersToConnectOne() {
        var team = desk.team("Nobody wrote to yet", cast.linus());
        var view = "/inbox/team-" + team.id().value();
        channels.all().stream()
                .filter(channel -> channel.kind() != Kind.FORM)
                .forEach(channel -> channels.remove(channel.id(), cast.grace().id()));

        assertThat(browser.read(cast.grace(), view))
                .contains("No mailbox is connected yet", "href=\"/settings/channels/new\"");
        assertThat(browser.read(cast.linus(), view))
                .contains("No mailbox is connected yet", "As soon as an owner or admin")
                .doesNotContain("/settings/channels/new");
        assertThat(browser.read(cast.grace(), view + "?q=xylophone")).contains("No ticket fits");

        channels.addApi("Shop", "shop@inbox.example", null, cast.grace().id());
        assertThat(browser.read(cast.grace(), view))
                .contains("This team has nothing to do")
                .doesNotContain("No mailbox is connected yet");
    }

    @Test
    void aPageCostsFewQueriesAndFewBytesHoweverManyRows() {
        for (var i = 0; i < 30; i++) {
            desk.adaAsks(
                    "A subject of usual length, number " + i,
                    new AddTags(Set.of("refund")),
                    new SetAssignee(cast.linus().id()));
        }
        var linus = cast.linus();
        browser.read(linus, "/inbox");

        var sent = statements.during(() -> browser.read(linus, "/inbox"));

        assertThat(sent).as("who, list, counts, choices, notices").hasSizeLessThanOrEqualTo(5);
        assertThat(browser.read(linus, "/inbox").length()).isLessThanOrEqualTo(64_000);
    }

    private List<Long> rows(String url) {
        return numbers(browser.read(cast.linus(), url));
    }

    private static List<Long> numbers(String page) {
        return ROW.matcher(page)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    private static Set<String> subjects(String page) {
        var subjects = new HashSet<String>();
        Pattern.compile("class=\"row__subject\"[^>]*>([^<]*)<")
                .matcher(page)
                .results()
                .forEach(found -> subjects.add(found.group(1)));
        return subjects;
    }
}
