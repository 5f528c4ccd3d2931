package dev.millrace.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Version;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Agents;
import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the company has written for its customers, from {@code demo/help.md}, for {@link HelpVisitors} to read. A line {@code # name | description}
 * begins a section; {@code ## title} with a summary below it an article; {@code de: title} what it says in German.
 */
@Component
class HelpShelf {

    private static final int REVIEWED_AFTER = 180;

    private final Sections sections;
    private final Articles articles;
    private final Settings settings;
    private final Agents agents;

    HelpShelf(Sections sections, Articles articles, Settings settings, Agents agents) {
        this.sections = sections;
        this.articles = articles;
        this.settings = settings;
        this.agents = agents;
    }

    /** What was published, in its order. */
    List<Version> fill(Hired hired) {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        var writer = agents.signedIn(hired.id("Barbara Lind")).orElseThrow();
        var published = new ArrayList<Version>();
        Section section = null;
        for (var part : text().split("\n(?=# |## .+\nsummary: )")) {
            if (part.startsWith("# ")) {
                var head = part.substring(2).strip().split(" \\| ");
                section = sections.add(null, head[0], head[1], writer.id());
            } else {
                published.add(publish(part.strip(), section, writer));
            }
        }
        return published;
    }

    private Version publish(String part, @Nullable Section section, SignedIn writer) {
        var translations = part.split("\nde: ", 2);
        var lines = translations[0].lines().toList();
        var head = lines.stream()
                .takeWhile(line -> line.matches("## .*|(summary|tags|audience): .*"))
                .toList();
        var placing = new Placing(
                Objects.requireNonNull(section).id(),
                Audience.of(said(head, "audience", "public")),
                Set.of(),
                writer.id(),
                Arrays.asList(said(head, "tags", "").split(",")),
                REVIEWED_AFTER);
        var body = String.join("\n", lines.subList(head.size(), lines.size()));
        var wording = new Wording(head.getFirst().substring(3), said(head, "summary", ""), body);
        var article = articles.write(placing, "en", wording, writer.id());
        var version = articles.publish(article.id(), "en", "", writer);
        if (translations.length == 2) {
            translate(article, translations[1], writer);
        }
        return version;
    }

    private void translate(Article article, String text, SignedIn writer) {
        var lines = text.lines().toList();
        var wording = new Wording(
                lines.getFirst(),
                said(lines.subList(1, 2), "desummary", ""),
                String.join("\n", lines.subList(2, lines.size())));
        var draft = articles.begin(article.id(), "de", writer.id());
        articles.keep(article.id(), "de", wording, draft.edition(), writer.id());
        articles.publish(article.id(), "de", "", writer);
    }

    private static String said(List<String> head, String word, String otherwise) {
        return head.stream()
                .filter(line -> line.startsWith(word + ": "))
                .map(line -> line.substring(word.length() + 2))
                .findFirst()
                .orElse(otherwise);
    }

    private static String text() {
        try (var in = HelpShelf.class.getResourceAsStream("/demo/help.md")) {
            return new String(Objects.requireNonNull(in, "demo/help.md").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
