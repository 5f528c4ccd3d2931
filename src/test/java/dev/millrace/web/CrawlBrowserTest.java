package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcement.Text;
import dev.millrace.notices.Announcements;
import dev.millrace.notices.Notice;
import dev.millrace.notices.Notices;
import dev.millrace.people.Cast;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.Scope;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Tokens;
import dev.millrace.replies.Macros;
import dev.millrace.replies.Shelf;
import dev.millrace.routing.RuleExamples;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Status;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Follows every link that Grace, a customer and a stranger can see, one of each kind of page, on a wide screen and on the
 * narrowest. On a desk of its own, which has one of everything: what other tests leave behind makes no page slower.
 */
@ServedTest
@TestInstance(Lifecycle.PER_CLASS)
@TestPropertySource(properties = "spring.application.name=crawled")
class CrawlBrowserTest {

    private static final Pattern ONE_OF_MANY = Pattern.compile("/([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})(?=[/-]|$)[^/]*");
    private static final List<String> NO_PAGES =
            List.of("/assets/", "/attachments/", "/api/", "/settings/journal/*/message", "/help/news/feed.atom");

    private static final int MORE_THAN_A_PAGE = 51;
    private static final String ADA = "ada@crawled.example";
    private static final String PASSWORD = "a wheel within a wheel";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private RuleExamples examples;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Notices notices;

    @Autowired
    private Sections sections;

    @Autowired
    private Articles articles;

    @Autowired
    private Topics topics;

    @Autowired
    private Announcements announcements;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Macros macros;

    @Autowired
    private Settings settings;

    private SignedIn grace;
    private PersonId ada;

    @BeforeAll
    void aDeskWithOneOfEverything() {
        grace = cast.grace();
        ada = customerWithAPassword();
        desk.hasAMailbox();
        asked();
        written();
        everyListIsLongerThanAPage();
    }

    @Test
    void everyPageThatALinkLeadsGraceToIsGood() {
        try (var window = Window.of(grace, port)) {
            assertThat(crawl(window, "/", "/inbox", "/search?q=Ada", "/profile", "/styleguide", "/notices", "/contact"))
                    .contains(
                            "/tickets/*",
                            "/tickets/new",
                            "/people/*",
                            "/articles/*",
                            "/articles/*/versions",
                            "/help/articles/*",
                            "/help/sections/bikes",
                            "/help/community/*",
                            "/settings/announcements/*",
                            "/settings/fields/frame",
                            "/templates/macros/*",
                            "/inbox/more",
                            "/people/more",
                            "/search/more",
                            "/notices/more",
                            "/settings/audit/more",
                            "/settings/rules/*",
                            "/settings/audit",
                            "/settings/journal",
                            "/help/feedback");
        }
    }

    @Test
    void everyPageThatALinkLeadsACustomerToIsGood() {
        try (var window = Window.ofCustomer(ADA, PASSWORD, port)) {
            assertThat(crawl(window, "/help", "/help/tickets", "/help/community", "/contact"))
                    .contains("/help/tickets/*", "/help/articles/*", "/help/community/*", "/help/profile");
        }
    }

    @Test
    void everyPageThatALinkLeadsAStrangerToIsGood() {
        try (var window = Window.on(port)) {
            assertThat(crawl(window, "/sign-in", "/help", "/contact", "/contact/thanks"))
                    .contains("/help/articles/*", "/help/sections/bikes", "/help/sign-in", "/help/news");
        }
    }

    private void asked() {
        desk.team("Workshop", cast.linus());
        desk.asks(
                ada,
                "Who follows every link? " + "Averyverylongword".repeat(9),
                "All of them",
                new AddTags(Set.of("crawl")));
        examples.add(List.of("money"), grace.id());
        fields.add(new CustomField("frame", "Frame", Kind.TEXT, List.of(), false, true, Set.of(), false), grace.id());
        macros.add("Close it", null, List.of(new SetStatus(Status.SOLVED)), new Shelf.OfDesk(), grace);
    }

    private void written() {
        var bikes = sections.add(null, "Bikes", "Everything with two wheels", grace.id());
        var placing = new Placing(bikes.id(), Audience.PUBLIC, Set.of(), grace.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording("Brakes", "", "## Turn\n\nTwice."), grace.id());
        articles.publish(article.id(), "en", "", grace);
        var draft = articles.begin(article.id(), "en", grace.id());
        articles.keep(article.id(), "en", new Wording("Brakes", "", "## Turn\n\nThrice."), draft.edition(), grace.id());
        articles.publish(article.id(), "en", "", grace);
        settings.put(Community.KEY, new Community(true, false), null);
        var topic = topics.ask(bikes.id(), "Which oil in winter?", "There is salt.", new Member(ada, false));
        topics.answer(topic.number(), "Wet oil.", new Member(grace.id(), true));
        announcements.add(
                new Text("Open on Sundays", "From May on", Announcement.Audience.EVERYONE, false, Instant.EPOCH, null),
                grace.id());
    }

    private PersonId customerWithAPassword() {
        var met = people.meet(ADA, "Ada Lovelace").id();
        customers.choosePassword(customers.signedIn(met).orElseThrow(), "", PASSWORD, true, "");
        customers.welcomed(met);
        return met;
    }

    private void everyListIsLongerThanAPage() {
        for (var nth = 1; nth <= MORE_THAN_A_PAGE; nth++) {
            var customer = people.meet("crawl%d@analytical.example".formatted(nth), "Customer " + nth);
            desk.asks(customer.id(), "Question " + nth, "Ada gave me your address.");
            tokens.create("Program " + nth, Set.of(Scope.TICKETS_READ), null, grace.id());
            notices.tell(List.of(grace.id()), Notice.Kind.REPLY_FAILED, List.of("1"), "/inbox", "crawl " + nth);
        }
    }

    /** All pages before it fails, so that one run tells everything. */
    private static Set<String> crawl(Window window, String... from) {
        var all = new SoftAssertions();
        var seen = new HashSet<String>();
        var ahead = new ArrayDeque<>(List.of(from));
        while (!ahead.isEmpty()) {
            var path = ahead.remove();
            if (!seen.add(kind(path)) || NO_PAGES.stream().anyMatch(kind(path)::startsWith)) {
                continue;
            }
            all.check(() -> window.wide(1440, 900).go(path));
            all.check(window::isGood);
            window.wide(320, 640);
            all.check(window::fits);
            links(window).forEach(ahead::add);
        }
        all.assertAll();
        return seen;
    }

    private static List<String> links(Window window) {
        var links = (List<?>) window.page().evaluate("""
                [...document.querySelectorAll("a[href^='/']:not([download])")].map(link => link.getAttribute("href").replace(/#.*/, ""))""");
        return links.stream().map(String.class::cast).toList();
    }

    private static String kind(String path) {
        var page = path.replaceFirst("\\?.*after=.*", "/more").replaceFirst("\\?.*", "");
        return ONE_OF_MANY.matcher(page).replaceAll("/*");
    }
}
