package dev.millrace.replies;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.PostOffice;
import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Topics;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Sections;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Ada asked the others, and hears of what they say until she has heard enough. */
@DatabaseTest
@SpringBootTest
class TopicLettersTest {

    private static final String SUPPORT = "forum@fenwick.example";
    private static final Pattern ENDING = Pattern.compile("/help/community/(\\d+)/subscription/(\\S+)");

    @Autowired
    private Topics topics;

    @Autowired
    private Sections sections;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private People people;

    @Autowired
    private Settings settings;

    private PostOffice post;
    private Mailbox support;
    private String address;
    private PersonId ada;
    private PersonId charles;

    @BeforeEach
    void aForumWithAMailbox() {
        settings.put(Community.KEY, new Community(true, false), null);
        post = PostOffice.open();
        address = "ada" + System.nanoTime() + "@analytical.example";
        post.rent(SUPPORT);
        post.rent(address);
        support = mailboxes.add(
                new MailboxSettings(
                        "Forum",
                        SUPPORT,
                        "Fenwick Bikes",
                        new Server("127.0.0.1", post.imapPort(), Security.NONE, SUPPORT, null),
                        "INBOX",
                        new Server("127.0.0.1", post.smtpPort(), Security.NONE, SUPPORT, null),
                        Auth.PASSWORD,
                        PostOffice.PASSWORD,
                        null,
                        null,
                        new Start.FromNowOn()),
                null);
        ada = people.meet(address, "Ada Lovelace").id();
        charles = people.meet("charles@analytical.example", "Charles Babbage").id();
    }

    @AfterEach
    void theForumIsClosedAgain() {
        mailboxes.remove(support.id(), null);
        settings.put(Community.KEY, new Community(false, false), null);
        post.close();
    }

    @Test
    void whoAskedHearsOfAnAnswerUntilTheyEndItByTheLinkInTheMail() {
        // Given
        var section = sections.add(null, "Gears " + System.nanoTime(), "", null);
        var topic = topics.ask(section.id(), "Why does my chain jump?", "It jumps.", new Member(ada, false));

        // When
        topics.answer(topic.number(), "Your chain is worn.", new Member(charles, false));

        // Then
        await().atMost(ofSeconds(20)).until(() -> post.inboxOf(address).size() == 1);
        var mail = post.inboxOf(address).getFirst();
        assertThat(mail.subject()).isEqualTo("New answer: Why does my chain jump?");
        assertThat(mail.text())
                .contains("Charles B. answered", "Your chain is worn.", topic.path())
                .doesNotContain("Babbage");
        var link = ENDING.matcher(mail.text());
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isEqualTo(Long.toString(topic.number()));
        assertThat(mail.headers().all("List-Unsubscribe").getFirst()).contains(link.group());
        assertThat(mail.headers().all("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");

        // When
        var word = link.group(2);
        assertThatThrownBy(() -> topics.end(topic.number(), word.substring(0, word.length() - 1)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> topics.end(topic.number(), charles + word.substring(word.indexOf('.'))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> topics.end(topic.number(), ada + ".x")).isInstanceOf(NotFound.class);
        assertThat(topics.isSubscribed(topic, new Member(ada, false))).isTrue();
        topics.end(topic.number(), word);

        // Then
        assertThat(topics.subscribers(topic)).containsExactly(charles);
    }
}
