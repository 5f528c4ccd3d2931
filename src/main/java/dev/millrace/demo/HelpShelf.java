package dev.millrace.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Feedback;
import dev.millrace.knowledge.Feedback.Draft;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Searches;
import dev.millrace.knowledge.Searches.Asked;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Version;
import dev.millrace.knowledge.Votes;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Agents;
import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the company has written for its customers, from {@code demo/help.md}, and who reads it. A line {@code # name | description}
 * begins a section; {@code ## title} with a summary below it an article; {@code de: title} what it says in German.
 */
@Component
class HelpShelf {

    private static final int REVIEWED_AFTER = 180;
    private static final long SEED = 4;
    private static final List<String> REMARKS = List.of(
            "Worked at once, thank you.",
            "Could do with a picture.",
            "The button is called something else on my telephone.",
            "Exactly what I was looking for.");

    /** What is looked for and not found, and what is found and not wanted. */
    private static final List<String> IN_VAIN =
            List.of("gift voucher", "rent a bike", "child seat", "insurance", "trailer");

    private static final List<String> UNWANTED = List.of("opening hours", "brake pads", "delivery abroad");

    /** What visitors say about the help centre: how easy it was, what they looked for, what should be better. */
    private static final List<Draft> OPINIONS = List.of(
            new Draft("2", "child seat for the Mill 3", "", "/help/search"),
            new Draft("4", "", "A picture of the fold would help more than the text.", "/help/articles/3"),
            new Draft("1", "gift voucher", "Nothing about vouchers at all, I had to write.", "/help/search"),
            new Draft("5", "opening hours", "", "/help"),
            new Draft("3", "insurance", "Say at the top whether it is included.", "/help/search"),
            new Draft("5", "", "", "/help/articles/1"),
            new Draft("4", "how to charge in winter", "", "/help/articles/5"),
            new Draft("2", "where my parcel is", "Tracking should be the first thing on the page.", "/help"),
            new Draft("4", "", "", "/help/search"));

    private static final int MOST_OPINIONS = 40;

    private final Sections sections;
    private final Articles articles;
    private final Readings readings;
    private final Searches searches;
    private final Votes votes;
    private final Settings settings;
    private final Agents agents;
    private final Feedback feedback;
    private final Clock clock;

    HelpShelf(
            Sections sections,
            Articles articles,
            Readings readings,
            Searches searches,
            Votes votes,
            Settings settings,
            Agents agents,
            Feedback feedback,
            Clock clock) {
        this.sections = sections;
        this.articles = articles;
        this.readings = readings;
        this.searches = searches;
        this.votes = votes;
        this.settings = settings;
        this.agents = agents;
        this.feedback = feedback;
        this.clock = clock;
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

    /** The last ten days: the first articles of each kind are read most, and most of them help. */
    void visit(List<Version> published) {
        var random = new Random(SEED);
        var today = LocalDate.now(clock);
        for (var version : published) {
            var liked = .5 + random.nextDouble() / 2;
            var visits = 2 + random.nextInt(30);
            for (var visit = 0; visit < visits; visit++) {
                var reader = new Reader(
                        today.minusDays(random.nextInt(10)),
                        ByteBuffer.allocate(12)
                                .putLong(random.nextLong())
                                .putInt(visit)
                                .array());
                readings.read(version.article(), reader);
                look(version, reader, random);
                if (random.nextInt(6) == 0) {
                    var remark = random.nextInt(5) == 0 ? REMARKS.get(random.nextInt(REMARKS.size())) : "";
                    votes.vote(version, reader, random.nextDouble() < liked, remark);
                }
            }
        }
    }

    /** Over the last weeks; most say nothing but how easy it was. */
    void opine(StoryClock story) {
        var random = new Random(SEED);
        var end = story.instant();
        for (var nth = 0; nth < MOST_OPINIONS; nth++) {
            story.set(end.minus(Duration.ofHours(random.nextInt(56 * 24))));
            var page = OPINIONS.get(nth % OPINIONS.size()).page();
            feedback.say(
                    Ids.next(),
                    nth < OPINIONS.size()
                            ? OPINIONS.get(nth)
                            : new Draft(Integer.toString(2 + random.nextInt(4)), "", "", page));
        }
        story.backToNow();
    }

    /** Of three readers one has come by the search, and some look for something else as well. */
    private void look(Version version, Reader reader, Random random) {
        if (random.nextInt(3) == 0) {
            var asked = Asked.of("en", version.wording().title(), 1 + random.nextInt(5));
            searches.opened(reader, asked, version.article(), random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
            searches.asked(reader, Asked.of("en", IN_VAIN.get(random.nextInt(IN_VAIN.size())), 0));
        } else if (random.nextInt(8) == 0) {
            searches.asked(reader, Asked.of("en", UNWANTED.get(random.nextInt(UNWANTED.size())), 2));
        }
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
