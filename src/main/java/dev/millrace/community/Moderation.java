package dev.millrace.community;

import dev.millrace.community.Post.State;
import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What those who work here do in the forum: look at what is held or reported, keep order, and carry topics to where they belong. */
@Component
@Transactional
public class Moderation {

    private final TopicStore store;
    private final Topics topics;
    private final Sections sections;
    private final Articles articles;
    private final Tickets tickets;
    private final JdbcClient db;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Moderation(
            TopicStore store,
            Topics topics,
            Sections sections,
            Articles articles,
            Tickets tickets,
            JdbcClient db,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.topics = topics;
        this.sections = sections;
        this.articles = articles;
        this.tickets = tickets;
        this.db = db;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Something to look at.
     *
     * @param reports what others found wrong with it
     */
    public record Waiting(Topic topic, Post post, List<String> reports) {}

    /** What is held or was reported, the oldest first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(int limit) {
        return db
                .sql(TopicStore.POSTS + """
                 where p.state = 'held'
                    or exists (select from community.report r where r.post_id = p.id and r.settled_at is null)
                 order by p.posted_at, p.id
                 limit :limit
                """)
                .param("reader", null)
                .param("limit", limit)
                .query(TopicStore::post)
                .list()
                .stream()
                .map(post -> new Waiting(store.find(post.topic()), post, reports(post.id())))
                .toList();
    }

    private List<String> reports(PostId id) {
        return db.sql("select reason from community.report where post_id = :id and settled_at is null order by at")
                .param("id", id.value())
                .query((row, _) -> row.getString("reason"))
                .list();
    }

    /** Lets it be read. */
    public void approve(PostId id, SignedIn by) {
        var before = store.post(id, member(by));
        store.judge(id, State.SHOWN, "");
        audit.record(
                by.id().value(),
                "post.approved",
                before.authorName(),
                before.state().word(),
                null);
        if (before.state() != State.SHOWN) {
            store.touch(before.topic());
            events.publishEvent(new TopicEvent.Posted(before.topic(), id, before.question(), before.author()));
        }
    }

    /** Takes it away from everybody but its author, who is told why. */
    public void hide(PostId id, String reason, SignedIn by) {
        var before = store.post(id, member(by));
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "Say in at most 500 characters why, for its author.");
        }
        store.judge(id, State.HIDDEN, reason.strip());
        var topic = store.find(before.topic());
        if (id.equals(topic.accepted())) {
            store.accept(topic.id(), null);
        }
        audit.record(by.id().value(), "post.hidden", before.authorName(), null, reason);
    }

    public void close(long number, boolean closed, SignedIn by) {
        change(number, "topic.closed", closed, by, topic -> topic.closed(closed));
    }

    public void pin(long number, boolean pinned, SignedIn by) {
        change(number, "topic.pinned", pinned, by, topic -> topic.pinned(pinned));
    }

    public void move(long number, SectionId section, SignedIn by) {
        var name = sections.find(section).name();
        change(number, "topic.moved", name, by, topic -> topic.in(section));
    }

    /** A ticket of the question, from who asked it, so that somebody here takes care of it. */
    public Ticket toTicket(long number, SignedIn by) {
        var topic = topics.find(number, member(by));
        if (topic.ticket() != null) {
            throw new Conflict("It is ticket #%d already.".formatted(topic.ticket()));
        }
        var question = question(topic, by);
        var ticket = tickets.open(
                NewTicket.of(
                        topic.title(),
                        topic.author(),
                        NewMessage.in(topic.author(), Via.WEB, question.body(), clock.instant())),
                Actor.of(by.id()));
        change(number, "topic.became_ticket", ticket.number(), by, found -> found.tracked(ticket.number()));
        return ticket;
    }

    /**
     * A topic about what a ticket asked, in words of ours: what a customer wrote to us alone is never put before everybody.
     *
     * @param body the question as everybody may read it
     */
    public Topic fromTicket(long ticket, SectionId section, String title, String body, SignedIn by) {
        var found = tickets.find(ticket);
        var topic = topics.ask(section, title, body, member(by));
        change(topic.number(), "topic.from_ticket", ticket, by, each -> each.tracked(found.number()));
        return topics.find(topic.number(), member(by));
    }

    /** A draft of an article: the question's title and what solved it. */
    public Article toArticle(long number, String language, SignedIn by) {
        by.must(Permission.WRITE_ARTICLES);
        var topic = topics.find(number, member(by));
        if (topic.article() != null) {
            throw new Conflict("There is an article of it already.");
        }
        var posts = topics.posts(topic, member(by));
        var said = posts.stream()
                .filter(post ->
                        topic.accepted() == null ? post.question() : post.id().equals(topic.accepted()))
                .map(Post::body)
                .collect(Collectors.joining("\n\n"));
        var article = articles.write(
                new Placing(topic.section(), Audience.PUBLIC, Set.of(), by.id(), List.of(), null),
                language,
                new Wording(topic.title(), "", said),
                by.id());
        change(number, "topic.became_article", article.number(), by, each -> each.became(article.id()));
        return article;
    }

    private void change(long number, String what, Object after, SignedIn by, UnaryOperator<Topic> change) {
        var topic = topics.find(number, member(by));
        store.keep(change.apply(topic));
        audit.record(by.id().value(), what, topic.title(), null, after);
    }

    private Post question(Topic topic, SignedIn by) {
        return topics.posts(topic, member(by)).stream()
                .filter(Post::question)
                .findFirst()
                .orElseThrow(Topics::noTopic);
    }

    private static Member member(SignedIn by) {
        by.must(Permission.WRITE_TICKETS);
        return new Member(by.id(), true);
    }
}
