package dev.millrace.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.MailParser;
import dev.millrace.mail.ParsedMail;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcement.Audience;
import dev.millrace.notices.Announcement.Text;
import dev.millrace.notices.Announcements;
import dev.millrace.notices.Newsletter;
import dev.millrace.people.Cast;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** Grace announces, and Ada hears of it where she wants to: on the pages, in her feed reader, by mail, or not at all. */
@PageTest
@Transactional
class AnnouncementPagesTest {

    private static final Pattern CONFIRM = Pattern.compile("/help/news/confirm/[0-9a-f-]{36}/[\\w-]+");
    private static final Pattern END = Pattern.compile("/help/news/end/[0-9a-f-]{36}/[\\w-]+");

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private Announcements announcements;

    @Autowired
    private Newsletter newsletter;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient db;

    private SignedIn grace;

    @BeforeEach
    void graceHasADesk() {
        grace = cast.grace();
        desk.hasAMailbox();
        db.sql("delete from kernel.throttle").update();
        db.sql("delete from notices.newsletter_mail").update();
        db.sql("delete from notices.subscriber").update();
        db.sql("delete from notices.announcement").update();
    }

    @Test
    void aBannerStandsOnThePagesForCustomersUntilItsTimeIsOver() {
        var added = browser.form(grace, HttpMethod.POST, "/settings/announcements")
                .param("title", "New <b>opening hours</b>")
                .param("body", "From **Monday** on.")
                .param("audience", "everyone")
                .param("banner", "true")
                .param("from", local(Duration.ofMinutes(-1)))
                .param("until", local(Duration.ofHours(2)))
                .exchange();
        assertThat(added.getResponse().getRedirectedUrl()).startsWith("/settings/announcements/");

        assertThat(read("/help/news"))
                .contains("help__banner", "New &lt;b&gt;opening hours&lt;/b&gt;", "<strong>Monday</strong>");

        clock.advance(Duration.ofHours(3));
        assertThat(read("/help/news")).doesNotContain("help__banner").contains("New &lt;b&gt;opening hours&lt;/b&gt;");
    }

    @Test
    void whatIsForCustomersIsShownToNobodyElseAndWhatIsToComeToNobody() {
        var ada = customer("ada");
        announce("Only for customers", Audience.CUSTOMERS, Duration.ofMinutes(-1));
        announce("For everyone", Audience.EVERYONE, Duration.ofMinutes(-2));
        announce("Tomorrow", Audience.EVERYONE, Duration.ofDays(1));

        assertThat(read("/help/news")).contains("For everyone").doesNotContain("Only for customers", "Tomorrow");
        assertThat(read("/help/news/feed.atom"))
                .contains("For everyone")
                .doesNotContain("Only for customers", "Tomorrow");
        var asAda = browser.mvc()
                .get()
                .uri("/help/news")
                .with(browser.asCustomer(ada))
                .exchange();
        assertThat(Browser.body(asAda))
                .contains("For everyone", "Only for customers")
                .doesNotContain("Tomorrow");
    }

    @Test
    void theFeedIsReadableWhateverSomebodyWroteIntoIt() throws Exception {
        announcements.add(
                new Text(
                        "Bits & <script>alert(1)</script>]]>\u0007",
                        "A \u0001 \u00fc <img src=x onerror=alert(1)> [go](javascript:alert(1))",
                        Audience.EVERYONE,
                        false,
                        clock.instant().minusSeconds(5),
                        null),
                grace.id());

        var feed = read("/help/news/feed.atom");

        var document = DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.getBytes(UTF_8)));
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("feed");
        assertThat(document.getElementsByTagName("entry").getLength()).isEqualTo(1);
        var content = document.getElementsByTagName("content").item(0).getTextContent();
        assertThat(content).doesNotContain("onerror", "javascript:");
        assertThat(feed).contains("http://localhost:8080/help/news");
    }

    @Test
    void onlyWhoUsesTheLinkInTheLetterGetsTheNews() {
        var asked = ask("ada@news.example");
        var again = ask("not an address");
        assertThat(Browser.body(asked)).isEqualTo(Browser.body(again));
        var letter = lettersTo("ada@news.example").getFirst();
        var link = link(CONFIRM, letter);

        assertThat(get(link).getResponse().getStatus()).isEqualTo(200);
        assertThat(newsletter.subscribers()).isZero();
        assertThat(get(link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(410);
        assertThat(get("/help/news/confirm/" + Ids.next() + link.substring(link.lastIndexOf('/')))
                        .getResponse()
                        .getStatus())
                .isEqualTo(410);

        assertThat(post(link).getResponse().getStatus()).isEqualTo(200);
        assertThat(newsletter.subscribers()).isEqualTo(1);
    }

    @Test
    void aLinkToConfirmEndsAfterAWeekAndWhenTheNewsAreStopped() {
        ask("late@news.example");
        var late = link(CONFIRM, lettersTo("late@news.example").getFirst());
        ask("ada@news.example");
        var first = link(CONFIRM, lettersTo("ada@news.example").getFirst());
        post(first);
        var mail = sent(announce("News", Audience.EVERYONE, Duration.ofMinutes(-1)))
                .getFirst();
        post(link(END, mail));

        assertThat(post(first).getResponse().getStatus()).isEqualTo(410);
        assertThat(newsletter.subscribers()).isZero();

        clock.advance(Duration.ofDays(8));
        assertThat(post(late).getResponse().getStatus()).isEqualTo(410);
        assertThat(newsletter.subscribers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@news.example\r\nBcc: everybody@news.example",
                "ada@news.example,b@news.example",
                "<ada@news.example>",
                "ada",
                ""
            })
    void whatIsNoAddressGetsNoLetter(String typed) {
        ask(typed);

        assertThat(db.sql("select count(*) from notices.subscriber")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(db.sql(
                                "select count(*) from mail.outgoing where array_to_string(recipients, ' ') like '%news.example%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void askingForOthersAgainAndAgainIsSlowed() {
        clock.nextHour();
        for (var n = 0; n < 3; n++) {
            assertThat(ask("victim@news.example").getResponse().getStatus()).isEqualTo(200);
        }

        assertThat(ask("victim@news.example").getResponse().getStatus()).isEqualTo(429);
        assertThat(lettersTo("victim@news.example")).hasSize(3);
    }

    @Test
    void aNewsletterGoesToThoseWhoAgreedAndToNobodyElse() {
        var ada = customer("ada");
        var mary = customer("mary");
        var charles = customer("charles");
        var silent = customer("silent");
        for (var agreed : List.of(ada, mary, charles)) {
            newsletter.begin(customers.signedIn(agreed).orElseThrow());
        }
        ask("pending@news.example");
        newsletter.end(customers.signedIn(mary).orElseThrow());
        people.block(charles, grace);

        var mails = sent(announce("News\r\nBcc: all@news.example", Audience.EVERYONE, Duration.ofMinutes(-1)));

        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.to()).extracting(to -> to.email()).containsExactly(email(ada));
            assertThat(mail.subject()).isEqualTo("News Bcc: all@news.example");
            assertThat(mail.headers().all("Bcc")).isEmpty();
            assertThat(mail.headers().all("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
            assertThat(mail.headers().all("List-Unsubscribe").getFirst())
                    .startsWith("<http://localhost:8080/help/news/end/");
        });
        assertThat(newsletter.reaches(silent)).isFalse();
    }

    @Test
    void oneClickInAMailProgramEndsItAndAForgedLinkDoesNot() {
        var ada = customer("ada");
        newsletter.begin(customers.signedIn(ada).orElseThrow());
        var mail = sent(announce("News", Audience.EVERYONE, Duration.ofMinutes(-1)))
                .getFirst();
        var link = link(END, mail);

        assertThat(post(link + "x").getResponse().getStatus()).isEqualTo(410);
        assertThat(post(link.substring(0, link.length() - 30)).getResponse().getStatus())
                .isEqualTo(410);
        assertThat(get(link).getResponse().getStatus()).isEqualTo(200);
        assertThat(newsletter.reaches(ada)).isTrue();

        var clicked = browser.mvc()
                .post()
                .uri(link)
                .param("List-Unsubscribe", "One-Click")
                .exchange();
        assertThat(clicked.getResponse().getStatus()).isEqualTo(200);
        assertThat(newsletter.reaches(ada)).isFalse();
        assertThat(sent(announce("More news", Audience.EVERYONE, Duration.ofMinutes(-1))))
                .isEmpty();
    }

    @Test
    void mailsGoOutInBatchesOnceEachAndNotToThoseWhoLeftMeanwhile() {
        var ids = db.sql("""
                insert into notices.subscriber (id, email, asked_at, confirmed_at)
                select uuidv7(), 'reader' || n || '@news.example', now(), now()
                  from generate_series(1, 60) n
                returning id
                """).query(UUID.class).list();
        var announcement = announce("News", Audience.EVERYONE, Duration.ofMinutes(-1));
        newsletter.send(announcement.id(), grace.id());
        newsletter.send(announcement.id(), grace.id());

        assertThat(newsletter.postSome()).isEqualTo(25);
        assertThat(newsletter.postSome()).isEqualTo(25);
        db.sql("""
                update notices.subscriber
                   set ended_at = now()
                 where id in (select subscriber_id from notices.newsletter_mail where state = 'waiting' limit 4)
                """).update();
        assertThat(newsletter.postSome()).isEqualTo(10);
        assertThat(newsletter.postSome()).isZero();

        var progress = newsletter.progress(announcement.id());
        assertThat(progress.all()).isEqualTo(60).isEqualTo(ids.size());
        assertThat(progress.posted()).isEqualTo(56);
        assertThat(progress.skipped()).isEqualTo(4);
        assertThat(mailsOf(announcement)).hasSize(56).doesNotHaveDuplicates();
        assertThat(Browser.body(browser.get(grace, "/settings/announcements/" + announcement.id())))
                .contains("4 of 60", "4 unsubscribed meanwhile");
    }

    @Test
    void aCustomerDecidesInTheirAccount() {
        var ada = customer("ada");
        assertThat(account(ada, "put")).isEqualTo("/help/profile");
        assertThat(newsletter.reaches(ada)).isTrue();
        account(ada, "delete");
        assertThat(newsletter.reaches(ada)).isFalse();
    }

    @Test
    void theSettingsOfferWordsThatTellCustomersWhereHelpIs() {
        assertThat(browser.read(grace, "/settings/announcements"))
                .contains("A link on your website", "http://localhost:8080/help", "Below your e-mails", "A post");
        assertThat(browser.get(cast.linus(), "/settings/announcements")
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        var wrong = browser.form(grace, HttpMethod.POST, "/settings/announcements")
                .param("title", "Ends before it begins")
                .param("audience", "everyone")
                .param("from", local(Duration.ofHours(2)))
                .param("until", local(Duration.ofHours(1)))
                .exchange();
        assertThat(wrong.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.body(wrong)).contains("Ends before it begins", "has to end after it begins");
    }

    private Announcement announce(String title, Audience audience, Duration in) {
        return announcements.add(
                new Text(title, "Words", audience, false, clock.instant().plus(in), null), grace.id());
    }

    private List<ParsedMail> sent(Announcement announcement) {
        newsletter.send(announcement.id(), grace.id());
        while (newsletter.postSome() > 0) {
            // the next batch
        }
        return mailsOf(announcement);
    }

    private List<ParsedMail> mailsOf(Announcement announcement) {
        return db.sql("""
                select o.mime
                  from mail.outgoing o
                  join notices.newsletter_mail m on m.id = o.about
                 where m.announcement_id = :id
                """)
                .param("id", announcement.id())
                .query((row, _) -> MailParser.parse(row.getBytes("mime")))
                .list();
    }

    private List<ParsedMail> lettersTo(String email) {
        return db.sql("select mime from mail.outgoing where :email = any(recipients) order by id")
                .param("email", email)
                .query((row, _) -> MailParser.parse(row.getBytes("mime")))
                .list();
    }

    private static String link(Pattern pattern, ParsedMail mail) {
        var found = pattern.matcher(mail.text());
        assertThat(found.find()).as(mail.text()).isTrue();
        return found.group();
    }

    private PersonId customer(String name) {
        return people.meet(name + "-" + Ids.next().toString().substring(24) + "@news.example", name)
                .id();
    }

    private String email(PersonId person) {
        return people.addresses(person).getFirst();
    }

    private String local(Duration in) {
        return clock.instant().plus(in).toString().substring(0, 16);
    }

    private MvcTestResult ask(String email) {
        return browser.mvc()
                .post()
                .uri("/help/news/subscription")
                .param("email", email)
                .exchange();
    }

    private String account(PersonId who, String method) {
        return browser.mvc()
                .post()
                .uri("/help/profile/newsletter")
                .param("_method", method)
                .with(browser.asCustomer(who))
                .with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf())
                .exchange()
                .getResponse()
                .getRedirectedUrl();
    }

    private MvcTestResult get(String url) {
        return browser.mvc().get().uri(URI.create(url)).exchange();
    }

    private MvcTestResult post(String url) {
        return browser.mvc().post().uri(URI.create(url)).exchange();
    }

    private String read(String url) {
        var result = get(url);
        assertThat(result.getResponse().getStatus()).as(url).isEqualTo(200);
        return Browser.body(result);
    }
}
