package dev.millrace.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.Cast;
import dev.millrace.people.Companies;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** Ada follows her tickets in the portal; Charles, who works with her, and Mary, who does not, try to. */
@PageTest
@Transactional
class PortalPagesTest {

    private static final Pattern ROW = Pattern.compile("portal-row__subject\" href=\"/help/tickets/(\\d+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/help/tickets\\?[^\"]*after=[^\"]+)\"");

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Companies companies;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Replies replies;

    @Autowired
    private FileStore files;

    @Autowired
    private TestClock clock;

    private PersonId ada;
    private PersonId mary;
    private Ticket ticket;

    @BeforeEach
    void adaHasAsked() {
        cast.grace();
        var domain = "engine" + Ids.next().toString().substring(24) + ".example";
        ada = people.meet("ada@" + domain, "Ada Lovelace").id();
        mary = people.meet("mary@other" + domain, "Mary Somerville").id();
        ticket = desk.asks(ada, "The <b>engine</b> is stuck", "It does not <script>turn</script>");
    }

    @Test
    void theListShowsTheirOwnOpenOnesFirst() {
        var solved = desk.asks(ada, "Long ago", "Solved by now");
        desk.change(solved, new SetStatus(Status.SOLVED));
        var later = desk.asks(ada, "Another thing", "Still open");
        var foreign = desk.asks(mary, "Mary’s own", "Nobody else’s");

        var page = read(ada, "/help/tickets");

        assertThat(numbers(page)).containsExactly(later.number(), ticket.number(), solved.number());
        assertThat(page).contains("The &lt;b&gt;engine&lt;/b&gt; is stuck").doesNotContain("Mary’s own");
        assertThat(get(ada, "/help/tickets/" + foreign.number()).getResponse().getStatus())
                .isEqualTo(404);
    }

    @Test
    void aLongListIsTurnedPageByPageWithoutLosingOrRepeatingOne() {
        for (var n = 0; n < 45; n++) {
            var one = desk.asks(ada, "Question " + n, "Words");
            if (n % 3 == 0) {
                desk.change(one, new SetStatus(Status.SOLVED));
            }
        }

        var seen = new HashSet<Long>();
        var pages = 0;
        for (var next = "/help/tickets"; next != null; pages++) {
            var page = read(ada, next);
            for (var number : numbers(page)) {
                assertThat(seen.add(number)).isTrue();
            }
            var link = NEXT.matcher(page);
            next = link.find() ? link.group(1).replace("&amp;", "&") : null;
        }

        assertThat(seen).hasSize(46);
        assertThat(pages).isEqualTo(3);
        assertThat(get(ada, "/help/tickets?after=bm9uc2Vuc2U").getResponse().getStatus())
                .isEqualTo(422);
    }

    @Test
    void aSearchFindsWhatTheyCanSeeAndNothingThatIsHidden() {
        note(ticket, "Linus suspects a kumquat in the gears");
        desk.asks(ada, "Something else", "The printer is out of ink");

        assertThat(numbers(read(ada, "/help/tickets?q=printer"))).hasSize(1);
        assertThat(numbers(read(ada, "/help/tickets?q=" + ticket.number()))).containsExactly(ticket.number());
        assertThat(numbers(read(ada, "/help/tickets?q=stuck"))).containsExactly(ticket.number());
        assertThat(numbers(read(ada, "/help/tickets?q=kumquat"))).isEmpty();
        assertThat(numbers(read(ada, "/help/tickets?q=%25"))).isEmpty();
    }

    @Test
    void aTicketShowsWhatWasSaidToThemAndNothingElse() {
        desk.hasAMailbox();
        replies.reply(
                ticket.id(),
                Reply.of("Have you oiled it?"),
                Via.WEB,
                cast.linus().id(),
                by());
        note(ticket, "She has surely not oiled it");
        toSomebodyElse(ticket, "Dear supplier, what does a gear cost?");

        var page = read(ada, "/help/tickets/" + ticket.number());

        assertThat(page)
                .contains("Have you oiled it?", "It does not &lt;script&gt;turn&lt;/script&gt;", "Linus")
                .doesNotContain("surely not oiled")
                .doesNotContain("Dear supplier");
    }

    @Test
    void aStrangersMailInTheirTicketIsNotShown() {
        var service = people.meet("no-reply@service" + ticket.number() + ".example", "Some service")
                .id();
        tickets.append(
                ticket.id(),
                NewMessage.in(service, Via.EMAIL, "Your secret code is 90125", clock.instant()),
                List.of(service),
                Actor.of(service));

        assertThat(read(ada, "/help/tickets/" + ticket.number())).doesNotContain("90125");
        assertThat(numbers(read(ada, "/help/tickets?q=90125"))).isEmpty();
    }

    @Test
    void filesAreTheirsOnlyWithTheMessageTheyCameWith() {
        var mine = attached(NewMessage.in(ada, Via.EMAIL, "See", clock.instant()), ticket, "mine.txt");
        var noted =
                attached(NewMessage.note(cast.linus().id(), Via.WEB, "Look", clock.instant()), ticket, "secret.txt");
        var marys = desk.asks(mary, "Mary’s", "Words");
        var foreign = attached(NewMessage.in(mary, Via.EMAIL, "See", clock.instant()), marys, "marys.txt");

        var page = read(ada, "/help/tickets/" + ticket.number());
        assertThat(page).contains("mine.txt").doesNotContain("secret.txt");
        var file = get(ada, href(ticket, mine));
        assertThat(file.getResponse().getStatus()).isEqualTo(200);
        assertThat(file.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(file.getResponse().getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(get(ada, href(ticket, noted)).getResponse().getStatus()).isEqualTo(404);
        assertThat(get(ada, href(ticket, foreign)).getResponse().getStatus()).isEqualTo(404);
        assertThat(get(ada, href(marys, foreign)).getResponse().getStatus()).isEqualTo(404);
        assertThat(get(mary, href(ticket, mine)).getResponse().getStatus()).isEqualTo(404);
        assertThat(get(mary, href(marys, mine)).getResponse().getStatus()).isEqualTo(404);
        assertThat(get(ada, "/attachments/" + mine.id()).getResponse().getStatus())
                .isEqualTo(403);
    }

    @Test
    void picturesWithinAMailAreFetchedFromThePortal() {
        var picture =
                new Attachment(Ids.next(), files.put("pixels".getBytes(UTF_8)), "gear.png", "image/png", "gear", true);
        var html = SafeHtml.of("<p>Look: <img src=\"cid:gear\"></p>", _ -> "/attachments/" + picture.id())
                .html();
        tickets.append(
                ticket.id(),
                NewMessage.in(ada, Via.EMAIL, "Look:", clock.instant())
                        .withHtml(html)
                        .withAttachments(List.of(picture)),
                Actor.of(ada));

        assertThat(read(ada, "/help/tickets/" + ticket.number()))
                .contains("src=\"" + href(ticket, picture) + "\"")
                .doesNotContain("src=\"/attachments/");
    }

    @Test
    void whatTheyWriteReachesTheDeskLikeAMailWould() {
        desk.change(ticket, new SetStatus(Status.SOLVED));
        var once = once(read(ada, "/help/tickets/" + ticket.number()));

        assertThat(write(ada, "It is stuck again", once).getResponse().getStatus())
                .isEqualTo(302);
        assertThat(write(ada, "It is stuck again", once).getResponse().getStatus())
                .isEqualTo(302);

        var now = desk.now(ticket);
        assertThat(now.status()).isEqualTo(Status.OPEN);
        assertThat(now.waitingSince()).isNotNull();
        var said = tickets.messages(ticket.id());
        assertThat(said).hasSize(2);
        assertThat(said.getLast().via()).isEqualTo(Via.PORTAL);
        assertThat(said.getLast().attachments())
                .extracting(Attachment::filename)
                .containsExactly("gear.txt");
        assertThat(timeline.of(ticket.id()))
                .extracting(recorded -> recorded.event().getClass().getSimpleName())
                .containsSubsequence("Received", "StatusChanged");
        assertThat(browser.read(cast.linus(), "/tickets/" + ticket.number())).contains("It is stuck again", "gear.txt");
        assertThat(write(ada, "   ", "other").getResponse().getStatus()).isEqualTo(422);
        assertThat(write(mary, "Let me in", "x").getResponse().getStatus()).isEqualTo(404);
    }

    @Test
    void theyCloseAndReopenTheirOwn() {
        put(ada, ticket, "state", "state", "solved");
        assertThat(desk.now(ticket).status()).isEqualTo(Status.SOLVED);
        assertThat(browser.read(cast.linus(), "/tickets/" + ticket.number())).contains("said that it is solved");

        put(ada, ticket, "state", "state", "open");
        var open = desk.now(ticket);
        assertThat(open.status()).isEqualTo(Status.OPEN);
        assertThat(open.waitingSince()).isNotNull();

        assertThat(put(ada, ticket, "state", "state", "closed").getResponse().getStatus())
                .isEqualTo(422);
        assertThat(put(mary, ticket, "state", "state", "solved").getResponse().getStatus())
                .isEqualTo(404);
        assertThat(desk.now(ticket).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void eachSolvingIsRatedOnceAndTheRatingCanBeChanged() {
        assertThat(put(ada, ticket, "rating", "score", "good").getResponse().getStatus())
                .isEqualTo(409);
        desk.change(ticket, new SetStatus(Status.SOLVED));
        assertThat(put(ada, ticket, "rating", "score", "superb").getResponse().getStatus())
                .isEqualTo(422);

        put(ada, ticket, "rating", "score", "bad", "comment", "It took <i>weeks</i>");
        put(ada, ticket, "rating", "score", "bad", "comment", "It took <i>weeks</i>");
        assertThat(ratings()).containsExactly("BAD It took <i>weeks</i>");
        assertThat(browser.read(cast.linus(), "/tickets/" + ticket.number()))
                .contains("Not happy with the answer", "It took &lt;i&gt;weeks&lt;/i&gt;");

        put(ada, ticket, "rating", "score", "good", "comment", "");
        assertThat(ratings()).containsExactly("BAD It took <i>weeks</i>", "GOOD ");

        put(ada, ticket, "state", "state", "open");
        assertThat(read(ada, "/help/tickets/" + ticket.number())).doesNotContain("portal-rate");
        desk.change(ticket, new SetStatus(Status.SOLVED));
        assertThat(read(ada, "/help/tickets/" + ticket.number())).contains("How did we do?");
        assertThat(put(mary, ticket, "rating", "score", "bad").getResponse().getStatus())
                .isEqualTo(404);
    }

    @Test
    void colleaguesSeeEachOthersTicketsOnlyWhereTheirCompanyAllowsIt() {
        var grace = cast.grace();
        var company = companies.add("Engines " + Ids.next(), null, grace.id());
        var charles = people.meet("charles@c" + ticket.number() + ".example", "Charles Babbage")
                .id();
        companies.assign(ada, company.id());
        companies.assign(charles, company.id());
        assertThat(get(charles, "/help/tickets/" + ticket.number())
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);

        var saved = browser.form(grace, HttpMethod.PUT, "/people/companies/" + company.id())
                .param("name", company.name())
                .param("value", CustomerValue.STANDARD.word())
                .param("sharesTickets", "true")
                .exchange();
        assertThat(saved.getResponse().getRedirectedUrl()).isEqualTo("/people/companies/" + company.id());
        assertThat(companies.get(company.id()).sharesTickets()).isTrue();

        assertThat(numbers(read(charles, "/help/tickets"))).containsExactly(ticket.number());
        assertThat(read(charles, "/help/tickets")).contains("Ada Lovelace");
        assertThat(write(charles, "I can explain", "c").getResponse().getStatus())
                .isEqualTo(302);
        assertThat(read(ada, "/help/tickets/" + ticket.number())).contains("I can explain", "Charles Babbage");
        assertThat(replies.recipients(desk.now(ticket)).cc())
                .containsExactly("charles@c" + ticket.number() + ".example");
        desk.change(ticket, new SetStatus(Status.SOLVED));
        assertThat(put(charles, ticket, "rating", "score", "bad").getResponse().getStatus())
                .isEqualTo(403);
        assertThat(numbers(read(mary, "/help/tickets"))).isEmpty();

        companies.change(company.id(), company.name(), CustomerValue.STANDARD, false, grace.id());
        assertThat(get(charles, "/help/tickets/" + ticket.number())
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(numbers(read(charles, "/help/tickets"))).isEmpty();
    }

    @Test
    void whoWritesWithoutEndIsAskedToWait() {
        clock.nextHour();
        for (var n = 0; n < 30; n++) {
            assertThat(write(ada, "Again " + n, "once " + n).getResponse().getStatus())
                    .as("message %d", n)
                    .isEqualTo(302);
        }

        assertThat(write(ada, "Once more", "once more").getResponse().getStatus())
                .isEqualTo(429);
    }

    @Test
    void theFormKnowsWhoHasSignedIn() {
        assertThat(read(ada, "/contact")).contains("value=\"Ada Lovelace\"", "value=\"ada@engine");
    }

    private List<String> ratings() {
        return timeline.of(ticket.id()).stream()
                .filter(recorded -> recorded.event() instanceof TicketEvent.Rated)
                .map(recorded -> (TicketEvent.Rated) recorded.event())
                .map(rated -> rated.score() + " " + rated.comment())
                .toList();
    }

    private Attachment attached(NewMessage message, Ticket to, String name) {
        var file = Attachment.of(files.put(name.getBytes(UTF_8)), name, "text/plain");
        tickets.append(to.id(), message.withAttachments(List.of(file)), by());
        return file;
    }

    private void note(Ticket to, String text) {
        tickets.append(to.id(), NewMessage.note(cast.linus().id(), Via.WEB, text, clock.instant()), by());
    }

    private void toSomebodyElse(Ticket from, String text) {
        var message = NewMessage.out(
                        cast.linus().id(), Via.WEB, text, clock.instant().plus(Duration.ofSeconds(1)))
                .mailedAs("supplier-" + from.number() + "@desk.example", List.of("sales@gears.example"), List.of());
        tickets.append(from.id(), message, by());
    }

    private Actor by() {
        return Actor.of(cast.linus().id());
    }

    private static String href(Ticket ticket, Attachment file) {
        return "/help/tickets/" + ticket.number() + "/attachments/" + file.id();
    }

    private MvcTestResult get(PersonId who, String url) {
        return browser.mvc()
                .get()
                .uri(URI.create(url))
                .with(browser.asCustomer(who))
                .exchange();
    }

    private String read(PersonId who, String url) {
        var result = get(who, url);
        assertThat(result.getResponse().getStatus()).as(url).isEqualTo(200);
        return Browser.body(result);
    }

    private MvcTestResult write(PersonId who, String text, String once) {
        return browser.mvc()
                .post()
                .uri("/help/tickets/" + ticket.number() + "/messages")
                .multipart()
                .file(new MockMultipartFile("files", "C:\\papers\\gear.txt", "text/plain", "gear".getBytes(UTF_8)))
                .param("text", text)
                .param("once", once)
                .with(browser.asCustomer(who))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult put(PersonId who, Ticket of, String what, String... fields) {
        var form = browser.mvc()
                .post()
                .uri("/help/tickets/" + of.number() + "/" + what)
                .param("_method", "put")
                .with(browser.asCustomer(who))
                .with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return form.exchange();
    }

    private static String once(String page) {
        var found = Pattern.compile("name=\"once\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static List<Long> numbers(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> Long.parseLong(row.group(1)))
                .toList();
    }
}
