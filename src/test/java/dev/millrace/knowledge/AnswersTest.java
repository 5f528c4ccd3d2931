package dev.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Cast;
import dev.millrace.people.CompanyId;
import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** The demo's customers write to Fenwick Bikes. What is named to them has to do with what they ask, or nothing is named. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class AnswersTest {

    private static final Pattern STORY =
            Pattern.compile("subject: \"((?:[^\"\\\\]|\\\\.)*)\", text: \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Which articles one may name for a subject that begins so; for all others none. */
    private static final Map<String, List<String>> RIGHT = Map.ofEntries(
            Map.entry("Where is my order", List.of("Where is my parcel?", "The number does not work")),
            Map.entry("Delivery address", List.of("Can I change or cancel my order?", "How do I change my address?")),
            Map.entry("Box arrived damaged", List.of("My parcel arrived damaged")),
            Map.entry("Can I pick up", List.of("Can I collect my order at Mill Lane?")),
            Map.entry("Order {order}: one item", List.of("My parcel arrived damaged", "Where is my parcel?")),
            Map.entry(
                    "Return {bike}",
                    List.of("Can I exchange a size?", "How do I send something back?", "Which frame size fits me?")),
            Map.entry("Refund for", List.of("When do I get my money back?", "How do I send something back?")),
            Map.entry("Do you take back", List.of("What cannot be sent back?", "How do I send something back?")),
            Map.entry("Invoice for", List.of("The invoice must show my company", "Where do I find my invoice?")),
            Map.entry("Charged twice", List.of("I was charged twice")),
            Map.entry("Payment declined", List.of("Which ways to pay are there?")),
            Map.entry("Second reminder", List.of("I have paid and got a reminder")),
            Map.entry("Password Reset", List.of("I cannot sign in")),
            Map.entry("password reset", List.of("I cannot sign in")),
            Map.entry("{bike}: brake", List.of("My brakes squeal")),
            Map.entry("Warranty: crack", List.of("What does the warranty cover?")),
            Map.entry("Gear change", List.of("The chain slips or jumps")),
            Map.entry("Bike for a 9", List.of("Which frame size fits me?", "Can I try a bike before I buy it?")),
            Map.entry("Difference between", List.of("Belt or chain?")),
            Map.entry("Retour", List.of("How do I send something back?")),
            Map.entry("Cancel order", List.of("Can I change or cancel my order?")),
            Map.entry("Inspection", List.of("How do I book a repair?")),
            Map.entry("Instalments", List.of("Which ways to pay are there?")),
            Map.entry(
                    "Battery of",
                    List.of("What does the warranty cover?", "How do I look after the battery in winter?")),
            Map.entry("Newsletter twice", List.of("How do I end the newsletter?")));

    private record Story(String subject, String text) {}

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Cast cast;

    @Test
    void whatIsNamedHasToDoWithWhatWasAsked() {
        var company = new CompanyId(UUID.randomUUID());
        var titles = fenwicksArticles(company);
        var stories = stories();
        var absurd = new ArrayList<String>();
        var unsure = new ArrayList<String>();
        var helped = 0;
        for (var story : stories) {
            var right = RIGHT.entrySet().stream()
                    .filter(each -> story.subject().startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(List.of());
            var sure = named(story, titles, company, true);
            sure.stream()
                    .filter(title -> !right.contains(title))
                    .forEach(title -> absurd.add(story.subject() + " → " + title));
            named(story, titles, company, false).stream()
                    .filter(title -> !right.contains(title))
                    .forEach(title -> unsure.add(story.subject() + " → " + title));
            if (sure.stream().anyMatch(right::contains)) {
                helped++;
            }
        }
        System.out.printf(
                "%d stories, %d answered in the mail; wrong in the mail %s; wrong in the form %s%n",
                stories.size(), helped, absurd, unsure);

        assertThat(absurd).as("named in a mail and about something else").isEmpty();
        assertThat(helped)
                .as("answered of the %d that have an answer".formatted(RIGHT.size()))
                .isGreaterThanOrEqualTo(RIGHT.size() / 4);
        assertThat(unsure)
                .as("shown beside the form and about something else")
                .hasSizeLessThanOrEqualTo(stories.size() / 10);
    }

    private List<String> named(Story story, Map<Long, String> titles, CompanyId company, boolean sure) {
        return search
                .answers(filled(story.subject()), filled(story.text()), "en", Visitor.customer(company), 60, sure)
                .stream()
                .map(hit -> titles.get(hit.article().number()))
                .filter(Objects::nonNull)
                .limit(3)
                .toList();
    }

    private static String filled(String text) {
        return text.replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("{order}", "FB-20417")
                .replace("{bike}", "Mill City 8")
                .replace("{part}", "saddle")
                .replace("{size}", "L")
                .replace("{day}", "Tuesday")
                .replace("{amount}", "49");
    }

    private Map<Long, String> fenwicksArticles(CompanyId company) {
        cast.grace();
        SignedIn linus = cast.linus();
        var section = sections.add(null, "Fenwick " + System.nanoTime(), "", linus.id());
        var titles = new HashMap<Long, String>();
        for (var part : read("/demo/help.md").split("\n(?=# |## .+\nsummary: )")) {
            if (!part.startsWith("# ")) {
                var english = part.strip().split("\nde: ", 2)[0];
                var title = english.lines().findFirst().orElseThrow().substring(3);
                var summary = Pattern.compile("(?m)^summary: (.*)$").matcher(english);
                var audience = english.contains("\naudience: internal") ? Audience.INTERNAL : Audience.COMPANY;
                var body = english.lines()
                        .skip(1)
                        .filter(line -> !line.matches("(summary|tags|audience): .*"))
                        .toList();
                var article = articles.write(
                        new Placing(
                                section.id(),
                                audience,
                                audience == Audience.COMPANY ? Set.of(company) : Set.of(),
                                linus.id(),
                                List.of(),
                                null),
                        "en",
                        new Wording(title, summary.find() ? summary.group(1) : "", String.join("\n", body)),
                        linus.id());
                articles.publish(article.id(), "en", "", linus);
                titles.put(article.number(), title);
            }
        }
        while (search.catchUp()) {
            // until nothing is left
        }
        return titles;
    }

    private static List<Story> stories() {
        return STORY.matcher(read("/demo/stories.yaml"))
                .results()
                .map(story -> new Story(story.group(1), story.group(2)))
                .toList();
    }

    private static String read(String name) {
        try (var stream = Objects.requireNonNull(AnswersTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
