package dev.millrace.web.community;

import dev.millrace.community.Contributions;
import dev.millrace.community.Contributions.Contribution;
import dev.millrace.community.Member;
import dev.millrace.community.Post;
import dev.millrace.community.Topic;
import dev.millrace.community.Topics;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One topic as somebody sees it.
 *
 * @param member who looks, when they have signed in
 * @param posts the question first
 * @param article the number of the article that was made of it
 */
public record TopicPage(
        Topic topic,
        Section section,
        @Nullable Member member,
        List<Shown> posts,
        boolean subscribed,
        @Nullable Long article) {

    /**
     * @param html of its body, safe to show
     * @param contribution of its author
     */
    public record Shown(Post post, String html, Contribution contribution) {}

    public Shown question() {
        return posts.getFirst();
    }

    public List<Shown> answers() {
        return posts.subList(1, posts.size());
    }

    public boolean isMine(Post post) {
        return member != null && member.id().equals(post.author());
    }

    public boolean mayChange(Post post) {
        return isStaff() || isMine(post);
    }

    public boolean isStaff() {
        return member != null && member.staff();
    }

    /** Whether this member says what solved it. */
    public boolean mayAccept() {
        return isStaff() || (member != null && member.id().equals(topic.author()));
    }

    public boolean isAccepted(Post post) {
        return post.id().equals(topic.accepted());
    }

    /** Puts it together. */
    @Component
    static class Maker {

        private final Topics topics;
        private final Sections sections;
        private final Articles articles;
        private final Contributions contributions;

        Maker(Topics topics, Sections sections, Articles articles, Contributions contributions) {
            this.topics = topics;
            this.sections = sections;
            this.articles = articles;
            this.contributions = contributions;
        }

        TopicPage of(long number, @Nullable Member member) {
            var topic = topics.find(number, member);
            var posts = topics.posts(topic, member);
            var given = contributions.of(posts.stream().map(Post::author).collect(Collectors.toSet()));
            return new TopicPage(
                    topic,
                    sections.find(topic.section()),
                    member,
                    posts.stream()
                            .map(post -> new Shown(
                                    post,
                                    Markdown.render(post.body()).html(),
                                    given.getOrDefault(post.author(), Contribution.NONE)))
                            .toList(),
                    member != null && topics.isSubscribed(topic, member),
                    topic.article() == null
                            ? null
                            : articles.find(topic.article()).number());
        }
    }
}
