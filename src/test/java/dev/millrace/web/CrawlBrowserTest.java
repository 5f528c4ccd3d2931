package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.notices.Notice;
import dev.millrace.notices.Notices;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.Scope;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Tokens;
import dev.millrace.routing.RuleExamples;
import dev.millrace.tickets.Change.AddTags;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Follows every link that Grace can see, one of each kind of page, on a wide screen and on the narrowest. */
@ServedTest
class CrawlBrowserTest {

    private static final Pattern ONE_OF_MANY = Pattern.compile("/([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)");
    private static final List<String> NO_PAGES =
            List.of("/assets/", "/attachments/", "/api/", "/settings/journal/*/message", "/help/news/feed.atom");

    private static final int MORE_THAN_A_PAGE = 51;

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
    private Tokens tokens;

    @Autowired
    private Notices notices;

    @Test
    void everyPageThatALinkLeadsToIsGood() {
        var grace = cast.grace();
        desk.team("Workshop", cast.linus());
        desk.adaAsks("Who follows every link? " + "Averyverylongword".repeat(9), new AddTags(Set.of("crawl")));
        examples.add(List.of("money"), grace.id());
        everyListIsLongerThanAPage(grace);

        try (var window = Window.of(grace, port)) {
            var seen = crawl(window, "/", "/inbox", "/search?q=Ada", "/profile", "/styleguide", "/notices", "/contact");
            assertThat(seen)
                    .contains(
                            "/tickets/*",
                            "/tickets/new",
                            "/people/*",
                            "/inbox/more",
                            "/people/more",
                            "/search/more",
                            "/notices/more",
                            "/settings/audit/more",
                            "/settings/rules/*",
                            "/settings/audit",
                            "/settings/journal");
        }
        try (var nobody = Window.on(port)) {
            crawl(nobody, "/sign-in", "/contact", "/contact/thanks");
        }
    }

    private void everyListIsLongerThanAPage(SignedIn grace) {
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
