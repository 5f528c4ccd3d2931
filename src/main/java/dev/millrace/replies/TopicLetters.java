package dev.millrace.replies;

import dev.millrace.community.Member;
import dev.millrace.community.Names;
import dev.millrace.community.Post;
import dev.millrace.community.Topic;
import dev.millrace.community.TopicEvent.Posted;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Settings;
import dev.millrace.mail.Letter;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Outbox;
import dev.millrace.people.House;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who asked for it that something new stands in a topic of the forum. */
@Component
class TopicLetters {

    private final Topics topics;
    private final People people;
    private final Senders senders;
    private final Outbox outbox;
    private final Settings settings;
    private final Desk desk;

    TopicLetters(Topics topics, People people, Senders senders, Outbox outbox, Settings settings, Desk desk) {
        this.topics = topics;
        this.people = people;
        this.senders = senders;
        this.outbox = outbox;
        this.settings = settings;
        this.desk = desk;
    }

    /** Heard inside the transaction that posts: the mails are on their way whenever the post is there. */
    @EventListener
    void tell(Posted posted) {
        if (posted.question()) {
            return;
        }
        var topic = topics.find(posted.topic());
        var post = topics.posts(topic, new Member(posted.by(), false)).stream()
                .filter(each -> each.id().equals(posted.post()))
                .findFirst();
        senders.oldest()
                .ifPresent(box -> post.ifPresent(found -> topics.subscribers(topic).stream()
                        .filter(subscriber -> !subscriber.equals(posted.by()))
                        .map(people::find)
                        .filter(person -> person.email() != null && !person.blocked())
                        .forEach(person -> post(box, person, topic, found))));
    }

    private void post(Mailbox from, Person to, Topic topic, Post post) {
        var company = settings.get(House.KEY).name();
        var base = desk.publicUrl().toString().replaceAll("/+$", "");
        var id = Ids.next();
        var end = base + "/help/community/" + topic.number() + "/subscription/" + topics.ending(topic, to.id());
        var text = """
                Hello %s,

                %s answered in “%s”:

                %s

                Read it, say whether it helped, or answer:
                %s

                No more mails about this topic:
                %s
                """.formatted(
                        Names.shown(to.name(), true),
                        post.authorName(),
                        topic.title(),
                        post.body().indent(4).stripTrailing(),
                        base + topic.path() + "#post-" + post.id(),
                        end);
        outbox.post(
                from.id(),
                id,
                Letter.from(
                                new Party(company, from.address()),
                                new Party(to.name(), String.valueOf(to.email())),
                                "New answer: " + topic.title(),
                                text,
                                id + "@"
                                        + from.address()
                                                .substring(from.address().lastIndexOf('@') + 1))
                        .header("List-Unsubscribe", "<" + end + ">")
                        .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                        .asAutomatic());
    }
}
