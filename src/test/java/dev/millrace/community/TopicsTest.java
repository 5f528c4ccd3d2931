package dev.millrace.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.community.Contributions.Contribution;
import dev.millrace.community.Post.State;
import dev.millrace.community.TopicList.Asked;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Ada asks, Charles knows, Linus keeps order, and somebody sells watches. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class TopicsTest {

    @Autowired
    private TestClock clock;

    @Autowired
    private Topics topics;

    @Autowired
    private TopicList list;

    @Autowired
    private Moderation moderation;

    @Autowired
    private Contributions contributions;

    @Autowired
    private Sections sections;

    @Autowired
    private Articles articles;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Settings settings;

    @Autowired
    private People people;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Member agent;
    private Member ada;
    private Member charles;
    private Section gears;

    @BeforeEach
    void aForumWithOneSection() {
        settings.put(Community.KEY, new Community(true, false), null);
        linus = cast.linus();
        agent = new Member(linus.id(), true);
        ada = customer("Ada Lovelace");
        charles = customer("Charles Babbage");
        gears = sections.add(null, "Gears " + System.nanoTime(), "", linus.id());
    }

    @AfterEach
    void theForumIsClosedAgain() {
        settings.put(Community.KEY, new Community(false, false), null);
    }

    @Test
    void whoAsksSaysWhatSolvedItAndThatStandsFirst() {
        var topic = asked("Why does my chain jump?");
        topics.answer(topic.number(), "No idea", agent);
        var good = topics.answer(topic.number(), "Your chain is worn.", charles);

        assertThatThrownBy(() -> topics.accept(topic.number(), good.id(), charles))
                .isInstanceOf(Forbidden.class);
        topics.accept(topic.number(), good.id(), ada);
        topics.vote(good.id(), true, ada);
        topics.vote(good.id(), true, ada);

        var read = topics.find(topic.number(), null);
        assertThat(topics.posts(read, null))
                .extracting(Post::body)
                .containsExactly("It jumps.", "Your chain is worn.", "No idea");
        assertThat(topics.posts(read, ada).get(1)).satisfies(post -> {
            assertThat(post.votes()).isEqualTo(1);
            assertThat(post.mine()).isTrue();
            assertThat(post.authorName()).isEqualTo("Charles B.");
        });
        assertThat(topics.posts(read, null).get(2).authorName()).isEqualTo("Linus");
        assertThat(contributions.of(Set.of(charles.id(), ada.id())))
                .containsEntry(charles.id(), new Contribution(1, 1, 1))
                .containsEntry(ada.id(), Contribution.NONE);
        assertThatThrownBy(() -> topics.vote(good.id(), true, charles)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> topics.accept(
                        topic.number(), topics.posts(read, null).getFirst().id(), ada))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void anAdvertisementIsReadByNobodyUntilOneOfUsHasLooked() {
        var spam = topics.ask(gears.id(), "Cheap watches", "Buy at https://watches.example", charles);

        assertThatThrownBy(() -> topics.find(spam.number(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> topics.find(spam.number(), ada)).isInstanceOf(NotFound.class);
        assertThat(topics.posts(topics.find(spam.number(), charles), charles)
                        .getFirst()
                        .reason())
                .isEqualTo("A newcomer links elsewhere.");
        assertThat(listed()).isEmpty();
        var waiting = moderation.waiting(1_000).stream()
                .filter(each -> each.topic().id().equals(spam.id()))
                .findFirst()
                .orElseThrow();
        moderation.hide(waiting.post().id(), "We sell bicycles.", linus);

        var again = topics.ask(gears.id(), "CHEAP watches", "Buy at https://watches.example", charles);
        assertThat(topics.posts(topics.find(again.number(), charles), charles)
                        .getFirst()
                        .reason())
                .isEqualTo("The same was hidden before.");
        assertThat(topics.find(spam.number(), agent).title()).isEqualTo("Cheap watches");
    }

    @Test
    void whatWasHeldCanBeReadOnceItIsFoundGood() {
        var topic = topics.ask(gears.id(), "Which oil?", "Like https://oil.example?", ada);
        var post = topics.posts(topics.find(topic.number(), ada), ada).getFirst();

        moderation.approve(post.id(), linus);

        assertThat(listed()).containsExactly("Which oil?");
        assertThatThrownBy(() -> moderation.approve(post.id(), cast.barbara())).isInstanceOf(Forbidden.class);
    }

    @Test
    void aReportWaitsUntilOneOfUsHasLooked() {
        var topic = asked("Why?");
        var rude = topics.answer(topic.number(), "You are a fool", charles);
        topics.accept(topic.number(), rude.id(), ada);
        topics.report(rude.id(), "Rude", ada);
        assertThat(moderation.waiting(1_000))
                .anySatisfy(waiting -> assertThat(waiting.reports()).containsExactly("Rude"));

        moderation.hide(rude.id(), "Be kind.", linus);

        assertThat(topics.posts(topics.find(topic.number(), null), null)).hasSize(1);
        assertThat(topics.find(topic.number(), null).accepted()).isNull();
        assertThat(moderation.waiting(1_000))
                .noneMatch(waiting -> waiting.post().id().equals(rude.id()));
        assertThatThrownBy(() -> topics.vote(rude.id(), true, ada)).isInstanceOf(NotFound.class);
    }

    @Test
    void onlyItsAuthorOrOneOfUsChangesAPost() {
        var topic = asked("Why?");
        var post = topics.answer(topic.number(), "Teh chain", charles);

        assertThatThrownBy(() -> topics.edit(post.id(), "Mine now", ada)).isInstanceOf(Forbidden.class);
        assertThat(topics.edit(post.id(), "The chain", charles).body()).isEqualTo("The chain");
        assertThat(topics.edit(post.id(), "See https://watches.example", charles)
                        .state())
                .isEqualTo(State.HELD);
        assertThat(topics.posts(topics.find(topic.number(), ada), ada)).hasSize(1);
    }

    @Test
    void topicsAreFoundBySectionByWordsAndWithoutAnAnswer() {
        var chain = asked("Why does my chain jump?");
        topics.answer(chain.number(), "It is the derailleur.", charles);
        asked("Which oil?");
        moderation.pin(chain.number(), true, linus);

        assertThat(listed()).containsExactly("Which oil?", "Why does my chain jump?");
        assertThat(list.pinned(gears.id()))
                .extracting(each -> each.topic().number())
                .containsExactly(chain.number());
        assertThat(page(new Asked(gears.id(), "derailleur oil", false, null))).isEmpty();
        assertThat(page(new Asked(gears.id(), "derailleur", false, null))).containsExactly("Why does my chain jump?");
        assertThat(page(new Asked(gears.id(), "chain derailleur", false, null)))
                .containsExactly("Why does my chain jump?");
        assertThat(page(new Asked(gears.id(), "", true, null))).containsExactly("Which oil?");
        assertThat(page(new Asked(null, "", false, ada.id()))).containsExactly("Which oil?", "Why does my chain jump?");
        var first = list.page(new Asked(gears.id(), "", false, null), null, 1);
        assertThat(list.page(new Asked(gears.id(), "", false, null), first.next(), 1)
                        .items())
                .extracting(each -> each.topic().title())
                .containsExactly("Why does my chain jump?");
        assertThat(list.counts()).containsEntry(gears.id(), 2);
    }

    @Test
    void aTopicBecomesATicketOrAnArticleAndATicketATopic() {
        var topic = asked("Why does my chain jump?");
        var good = topics.answer(topic.number(), "Your chain is worn.", charles);
        topics.accept(topic.number(), good.id(), ada);

        var ticket = moderation.toTicket(topic.number(), linus);
        assertThat(tickets.messages(ticket.id()).getFirst().body()).isEqualTo("It jumps.");
        assertThat(ticket.requester()).isEqualTo(ada.id());
        assertThatThrownBy(() -> moderation.toTicket(topic.number(), linus)).isInstanceOf(Conflict.class);

        var article = moderation.toArticle(topic.number(), "en", linus);
        assertThat(articles.draft(article.id(), "en").orElseThrow().wording().body())
                .isEqualTo("Your chain is worn.");

        var told = moderation.fromTicket(ticket.number(), gears.id(), "Jumping chains", "What to do?", linus);
        assertThat(told.ticket()).isEqualTo(ticket.number());
        assertThat(told.author()).isEqualTo(linus.id());
    }

    @Test
    void aClosedTopicTakesNoAnswersAndAClosedForumNothing() {
        var topic = asked("Why?");
        moderation.close(topic.number(), true, linus);
        assertThatThrownBy(() -> topics.answer(topic.number(), "Because", charles))
                .isInstanceOf(Conflict.class);
        topics.answer(topic.number(), "Closed by us", agent);
        assertThatThrownBy(() -> topics.ask(gears.id(), " ", "x", ada)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> topics.ask(gears.id(), "x", " ", ada)).isInstanceOf(Invalid.class);

        settings.put(Community.KEY, new Community(false, false), null);
        assertThatThrownBy(() -> topics.ask(gears.id(), "x", "y", ada)).isInstanceOf(NotFound.class);
    }

    @Test
    void aFloodOfPostsIsStopped() {
        clock.nextHour();
        var topic = asked("Why?");
        for (var i = 1; i < 20; i++) {
            topics.answer(topic.number(), "Because " + i, ada);
        }
        assertThatThrownBy(() -> topics.answer(topic.number(), "Once more", ada))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void namesOfCustomersAreShortenedAndAddressesNeverShown() {
        assertThat(Names.shown("Ada Augusta Lovelace", false)).isEqualTo("Ada L.");
        assertThat(Names.shown("ada.lovelace@analytical.example", false)).isEqualTo("Ada l.");
        assertThat(Names.shown("Ada", false)).isEqualTo("Ada");
        assertThat(Names.shown("@", false)).isEqualTo("?");
        assertThat(Names.shown("Linus Torvalds", true)).isEqualTo("Linus Torvalds");
    }

    private Topic asked(String title) {
        return topics.ask(gears.id(), title, "It jumps.", ada);
    }

    private List<String> listed() {
        return page(new Asked(gears.id(), "", false, null));
    }

    private List<String> page(Asked asked) {
        return list.page(asked, null, 50).items().stream()
                .map(each -> each.topic().title())
                .toList();
    }

    private Member customer(String name) {
        var email =
                name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + System.nanoTime() + "@analytical.example";
        PersonId id = people.meet(email, name).id();
        return new Member(id, false);
    }
}
