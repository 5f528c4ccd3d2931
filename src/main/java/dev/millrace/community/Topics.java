package dev.millrace.community;

import dev.millrace.community.Post.State;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Secrets;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do in the forum: ask, answer, say what helped, accept, and be told of answers. */
@Component
@Transactional
public class Topics {

    public static final int LONGEST = 20_000;

    /** Somebody who helps writes a few answers an hour; a machine writes hundreds. */
    private static final int POSTS_AN_HOUR = 20;

    private static final String ENDING = "community.subscription";
    private static final int SIGNATURE = 24;

    private final TopicStore store;
    private final Suspicion suspicion;
    private final Sections sections;
    private final Settings settings;
    private final Throttle throttle;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Topics(
            TopicStore store,
            Suspicion suspicion,
            Sections sections,
            Settings settings,
            Throttle throttle,
            Secrets secrets,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.suspicion = suspicion;
        this.sections = sections;
        this.settings = settings;
        this.throttle = throttle;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** @throws NotFound also for a topic whose question is held or hidden, unless the reader wrote it or works here */
    @Transactional(readOnly = true)
    public Topic find(long number, @Nullable Member reader) {
        var topic = store.find(number).orElseThrow(Topics::noTopic);
        if (posts(topic, reader).stream().noneMatch(Post::question)) {
            throw noTopic();
        }
        return topic;
    }

    @Transactional(readOnly = true)
    public Topic find(TopicId id) {
        return store.find(id);
    }

    /** The question, then the accepted answer, then the others as they came; of what is held or hidden only what this reader may see. */
    @Transactional(readOnly = true)
    public List<Post> posts(Topic topic, @Nullable Member reader) {
        return store.posts(topic, reader);
    }

    public Topic ask(SectionId section, String title, String body, Member by) {
        mayPost(by);
        if (sections.find(section).archived()) {
            throw new Invalid("section", "This section is archived.");
        }
        var line = title.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty() || line.length() > Wording.LONGEST_TITLE) {
            throw new Invalid(
                    "title",
                    "Put your question into one line of at most %d characters.".formatted(Wording.LONGEST_TITLE));
        }
        var text = checked(body);
        var topic = store.add(TopicId.next(), section, line, by.id());
        store.subscribe(topic.id(), by.id(), true);
        post(topic, true, text, suspicion.about(line + "\n" + text, by), by);
        return topic;
    }

    public Post answer(long number, String body, Member by) {
        mayPost(by);
        var topic = find(number, by);
        if (topic.closed() && !by.staff()) {
            throw new Conflict("This topic is closed. Ask a new question and link to it.");
        }
        var text = checked(body);
        store.subscribe(topic.id(), by.id(), true);
        return post(topic, false, text, suspicion.about(text, by), by);
    }

    private Post post(Topic topic, boolean question, String text, String reason, Member by) {
        var held = !reason.isEmpty();
        var id = PostId.next();
        store.add(id, topic.id(), question, by, text, held ? State.HELD : State.SHOWN, reason);
        if (held) {
            events.publishEvent(new TopicEvent.Held(topic.id(), id, reason));
        } else {
            store.touch(topic.id());
            events.publishEvent(new TopicEvent.Posted(topic.id(), id, question, by.id()));
        }
        return store.post(id, by);
    }

    /** What somebody wrote may be put right by them, and by those who work here. */
    public Post edit(PostId id, String body, Member by) {
        open();
        var post = store.post(id, by);
        if (!by.staff() && !post.author().equals(by.id())) {
            throw new Forbidden("Only its author can change this.");
        }
        var text = checked(body);
        var reason = suspicion.about(text, by);
        store.edit(id, text, reason.isEmpty() ? post.state() : State.HELD, reason.isEmpty() ? post.reason() : reason);
        if (!reason.isEmpty()) {
            events.publishEvent(new TopicEvent.Held(post.topic(), id, reason));
        }
        return store.post(id, by);
    }

    /** Says that it helped, or of a question "I have this too"; nobody says so of their own. */
    public void vote(PostId id, boolean helped, Member by) {
        open();
        var post = store.post(id, by);
        if (post.state() != State.SHOWN) {
            throw noTopic();
        }
        if (post.author().equals(by.id())) {
            throw new Conflict("This is your own.");
        }
        store.vote(id, by.id(), helped);
    }

    /** Who asked, or one of us, says which answer solved it; null takes that back. */
    public void accept(long number, @Nullable PostId answer, Member by) {
        open();
        var topic = find(number, by);
        if (!by.staff() && !topic.author().equals(by.id())) {
            throw new Forbidden("Only who asked can say what solved it.");
        }
        if (answer != null) {
            var post = store.post(answer, by);
            if (!post.topic().equals(topic.id()) || post.question() || post.state() != State.SHOWN) {
                throw noTopic();
            }
            events.publishEvent(new TopicEvent.Accepted(topic.id(), answer, by.id()));
        }
        store.accept(topic.id(), answer);
    }

    public void subscribe(long number, boolean wanted, Member by) {
        store.subscribe(find(number, by).id(), by.id(), wanted);
    }

    @Transactional(readOnly = true)
    public boolean isSubscribed(Topic topic, Member member) {
        return store.isSubscribed(topic.id(), member.id());
    }

    /** Who is told of what is posted. */
    @Transactional(readOnly = true)
    public List<PersonId> subscribers(Topic topic) {
        return store.subscribers(topic.id());
    }

    /** By which somebody ends it from a mail, without signing in: the way below the topic's address. */
    public String ending(Topic topic, PersonId person) {
        return person + "." + secrets.sign(ENDING, topic.number() + "/" + person, SIGNATURE);
    }

    /** @throws NotFound for a word that is not of {@link #ending} */
    public Topic end(long number, String word) {
        var topic = store.find(number).orElseThrow(Topics::noTopic);
        var parts = word.split("\\.", -1);
        if (parts.length != 2
                || parts[1].length() != SIGNATURE
                || !secrets.verify(ENDING, number + "/" + parts[0], parts[1])) {
            throw noTopic();
        }
        store.subscribe(topic.id(), PersonId.of(parts[0]), false);
        return topic;
    }

    /** Asks one of us to look at it. */
    public void report(PostId id, String reason, Member by) {
        open();
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "Say in at most 500 characters what is wrong with it.");
        }
        if (!throttle.allow("community.report", by.id().toString(), POSTS_AN_HOUR, Duration.ofHours(1))) {
            throw new TooMany("Enough for now, thank you. We look at what you reported.");
        }
        store.report(store.post(id, by).id(), by.id(), reason.strip());
    }

    private void mayPost(Member by) {
        open();
        if (!by.staff() && !throttle.allow("community.post", by.id().toString(), POSTS_AN_HOUR, Duration.ofHours(1))) {
            throw new TooMany("That was a lot within an hour. Please go on in a while; what you wrote is still here.");
        }
    }

    private void open() {
        if (!settings.get(Community.KEY).open()) {
            throw new NotFound("There is no forum here.");
        }
    }

    private static String checked(String body) {
        if (body.isBlank() || body.length() > LONGEST) {
            throw new Invalid("body", "Write 1 to %,d characters.".formatted(LONGEST));
        }
        return body.strip();
    }

    static NotFound noTopic() {
        return new NotFound("There is no such topic.");
    }
}
