package dev.millrace.web.community;

import dev.millrace.community.Post;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.Rendered;
import dev.millrace.web.help.StructuredData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What search engines read beside a topic: a question with its answers (schema.org, QAPage). */
final class TopicData {

    private static final int SUMMARY = 160;

    private TopicData() {}

    static String of(TopicPage page, String canonical) {
        var asked = page.question().post();
        var question = said("Question", asked, canonical);
        question.put("name", page.topic().title());
        question.put("answerCount", page.answers().size());
        var accepted = page.answers().stream()
                .map(TopicPage.Shown::post)
                .filter(page::isAccepted)
                .findFirst();
        accepted.ifPresent(post -> question.put("acceptedAnswer", answer(post, canonical)));
        question.put(
                "suggestedAnswer",
                page.answers().stream()
                        .map(TopicPage.Shown::post)
                        .filter(post -> !page.isAccepted(post))
                        .map(post -> answer(post, canonical))
                        .toList());
        return StructuredData.safe(List.of(Map.of("@type", "QAPage", "mainEntity", question)));
    }

    /** The beginning of what was asked. */
    static String description(TopicPage page) {
        var text = plain(page.question().post());
        return text.length() <= SUMMARY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SUMMARY) - 1)) + "…";
    }

    private static Map<String, Object> answer(Post post, String canonical) {
        return said("Answer", post, canonical + "#post-" + post.id());
    }

    private static Map<String, Object> said(String type, Post post, String address) {
        var said = new LinkedHashMap<String, Object>();
        said.put("@type", type);
        said.put("text", plain(post));
        said.put("author", Map.of("@type", "Person", "name", post.authorName()));
        said.put("datePublished", post.postedAt().toString());
        said.put("upvoteCount", post.votes());
        said.put("url", address);
        return said;
    }

    private static String plain(Post post) {
        return Markdown.render(post.body()).passages().stream()
                .map(Rendered.Passage::text)
                .collect(Collectors.joining(" "));
    }
}
