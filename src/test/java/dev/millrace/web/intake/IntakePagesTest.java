package dev.millrace.web.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.intake.Channels;
import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.people.Cast;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Visitor.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Channels, journal and the contact form as a browser without scripts shows them. */
@ServedTest
class IntakePagesTest {

    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Channels channels;

    @Autowired
    private Journal journal;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void aMailboxIsConnectedChangedClosedAndRemoved() {
        assertThat(grace.get("/settings/channels/new?provider=google").body())
                .contains("imap.gmail.com", "app password");
        assertThat(grace.post("/settings/channels", mailbox("pages@desk.example"))
                        .location())
                .isEqualTo("/settings/channels");
        var channel = channels.byAddress("pages@desk.example").orElseThrow();
        assertThat(grace.get("/settings/channels").body()).contains("Pages", "pages@desk.example");

        var page = grace.get("/settings/channels/" + channel.id());
        assertThat(page.body()).contains("mail.desk.example").doesNotContain("the secret of pages");
        grace.post("/settings/channels/" + channel.id(), put(mailbox("pages2@desk.example")));
        assertThat(channels.byAddress("pages2@desk.example")).isPresent();

        grace.get("/settings/channels");
        grace.post("/settings/channels/" + channel.id() + "/opening", "_method", "delete");
        assertThat(channels.find(channel.id()).enabled()).isFalse();

        grace.get("/settings/channels/" + channel.id());
        grace.post("/settings/channels/" + channel.id(), "_method", "delete");
        assertThat(channels.all()).noneMatch(one -> one.id().equals(channel.id()));
    }

    @Test
    void aMistypedMailboxComesBackWithTheReasonBesideTheField() {
        grace.get("/settings/channels/new");
        var fields = mailbox("wrong@desk.example");
        fields[fields.length - 1] = "no port";

        var again = grace.post("/settings/channels", fields);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("This must be a number.", "value=\"wrong@desk.example\"");
    }

    @Test
    void theTestSaysWhichStepFails() {
        grace.get("/settings/channels/new");

        var tried = grace.post("/settings/channels/checkup", mailbox("tried@desk.example"));

        assertThat(tried.body()).contains("It does not work yet", "Find the server", "does not work", "not tried");
        assertThat(channels.byAddress("tried@desk.example")).isEmpty();
    }

    @Test
    void theWizardsStepConnectsTheFirstMailbox() {
        assertThat(grace.get("/setup/mailbox").body()).contains("Your first mailbox", "Do this later");
        assertThat(grace.post("/setup/mailbox", mailbox("")).body())
                .contains("href=\"#address\"", "This is not a mail address");
        assertThat(grace.post("/setup/mailbox", mailbox("first@desk.example")).location())
                .isEqualTo("/setup/done");
        assertThat(channels.byAddress("first@desk.example")).isPresent();
    }

    @Test
    void whatWasSetAsideIsListedExplainedDownloadedAndTriedAgain() {
        var form = channels.form().orElseThrow().id();
        var id = journal.take(form, Source.API, "  \r\n".getBytes(StandardCharsets.US_ASCII));
        settled(id);

        assertThat(grace.get("/settings/journal").body()).contains(id.toString(), "There is nothing in it.");
        assertThat(grace.get("/settings/journal/" + id).body()).contains("There is nothing in it.", "Try again");
        var original = grace.get("/settings/journal/" + id + "/message");
        assertThat(original.body()).isEqualTo("  \r\n");
        assertThat(original.header("Content-Disposition")).startsWith("attachment");
        assertThat(original.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(grace.post("/settings/journal/" + id + "/retries").status()).isBetween(302, 303);
    }

    @Test
    void whatAMailSaysNeverBecomesMarkup() {
        var id = journal.take(
                channels.form().orElseThrow().id(),
                Source.API,
                "From: \"<script>alert(1)</script>\" <x@y.example>\r\nSubject: <img src=x onerror=alert(1)>\r\n\r\nHi\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        settled(id);

        assertThat(grace.get("/settings/journal?state=all").body())
                .doesNotContain("<img src=x")
                .doesNotContain("<script>alert");
        assertThat(grace.get("/settings/journal/" + id).body())
                .doesNotContain("<img src=x")
                .doesNotContain("<script>alert");
    }

    @Test
    void aVisitorWritesWithoutAnAccount() {
        var visitor = new Visitor(port);
        var stamp = stamp(visitor.get("/contact"));

        var empty = visitor.post("/contact", "stamp", stamp, "name", "Ada", "email", "nowhere");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("This is not an e-mail address.", "Write what we can do for you.", "value=\"Ada\"");
        assertThat(stamp(empty)).as("counts from when the form was first shown").isEqualTo(stamp);

        var sent = visitor.post(
                "/contact",
                "stamp",
                stamp,
                "name",
                "Ada",
                "email",
                "ada@contact.example",
                "subject",
                "Hello",
                "text",
                "Hi");
        assertThat(sent.location()).isEqualTo("/contact/thanks");
        assertThat(visitor.get("/contact/thanks").body()).contains("Thank you");
        assertThat(visitor.cookie("SESSION")).isEmpty();
    }

    @Test
    void onlyWhoMayChangeSettingsSeesAnyOfIt() {
        cast.linus();
        var linus = new Visitor(port);
        linus.signIn("linus@desk.example", Cast.PASSWORD);

        for (var path :
                List.of("/settings/channels", "/settings/channels/new", "/settings/journal", "/setup/mailbox")) {
            assertThat(linus.get(path).status()).as(path).isEqualTo(403);
        }
    }

    private static String[] mailbox(String address) {
        return new String[] {
            "address",
            address,
            "name",
            "Pages",
            "imapHost",
            "mail.desk.example",
            "imapSecurity",
            "TLS",
            "smtpHost",
            "mail.desk.example",
            "smtpSecurity",
            "TLS",
            "smtpPort",
            "465",
            "auth",
            "PASSWORD",
            "secret",
            "the secret of pages",
            "start",
            "now",
            "imapPort",
            "993"
        };
    }

    private static String[] put(String[] fields) {
        var all = new ArrayList<>(List.of("_method", "put"));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    private static String stamp(Page page) {
        var found = STAMP.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private void settled(DeliveryId id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> journal.find(id).state() != State.RECEIVED);
    }
}
