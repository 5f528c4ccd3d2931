package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Linus, Grace and Alan typed to many customers, and what of it is always the same. */
class MouldTest {

    private static final List<String> CUSTOMERS = List.of(
            "Ada Lovelace",
            "Mary Shelley",
            "Emmy Noether",
            "Will Smith",
            "Rosalind Franklin",
            "Lise Meitner",
            "Hedy Lamarr",
            "Sophie Germain",
            "Maria Sibylla Merian",
            "Jean Bartik",
            "Betty Holberton",
            "Radia Perlman");
    private static final List<String> AGENTS = List.of("Linus", "Grace Hopper", "Alan Turing");
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");

    @Test
    void namesNumbersAndDaysBecomeBlanksAndTheRestStays() {
        var answers = typed(
                12,
                nth ->
                        "Hello %s,\n\nyour parcel for order %s left our warehouse on %s and should be with you within three days.\n\nBest wishes\n%s"
                                .formatted(
                                        first(CUSTOMERS.get(nth)),
                                        "FB-" + (4711 + 13 * nth),
                                        DAYS.get(nth % 5),
                                        first(agent(nth))));

        var body = only(answers).body();

        assertThat(body)
                .isEqualTo(
                        "Hello {{customer.first_name|there}},\n\nyour parcel for order {{ask: order number}} left our warehouse on"
                                + " {{ask: day}} and should be with you within three days.\n\nBest wishes\n{{agent.first_name}}");
    }

    @Test
    void amountsDatesAndCountsAreAskedForByWhatTheyAre() {
        var answers = typed(
                12,
                nth ->
                        "Dear %s,\n\nwe have refunded € %d.50 for the saddle today, %d March, and your bank shows it after %d days at the latest. Please write to us if it does not arrive.\n\n%s"
                                .formatted(CUSTOMERS.get(nth), 20 + nth, 1 + nth, 3 + nth, agent(nth)));

        var body = only(answers).body();

        assertThat(body).startsWith("Dear {{customer.name}},").endsWith("{{agent.name}}");
        assertThat(body)
                .contains(
                        "€ {{ask: amount}} for the saddle",
                        "today, {{ask: day of the month}} March",
                        "after {{ask: number of days}} days at the latest");
    }

    @Test
    void aSentenceThatOnlySomeSayIsLeftOut() {
        var answers = typed(
                12,
                nth ->
                        "Hello %s,\n\nyou can set a new password yourself on the page where you sign in.%s The link in our mail works for one hour."
                                .formatted(
                                        first(CUSTOMERS.get(nth)),
                                        nth % 3 == 0
                                                ? " I am sorry that you could not get in yesterday evening."
                                                : ""));

        assertThat(only(answers).body())
                .isEqualTo(
                        "Hello {{customer.first_name|there}},\n\nyou can set a new password yourself on the page where you sign in. The link"
                                + " in our mail works for one hour.");
    }

    @Test
    void oneWhoGreetsOtherwiseDoesNotChangeTheGreeting() {
        var greetings = List.of("Hello", "Hi", "Dear");
        var answers = typed(
                12,
                nth -> "%s %s,\n\nthe workshop has looked at your bike and the brakes are fine again now."
                        .formatted(greetings.get(nth % 4 == 3 ? 1 : nth % 4 == 2 ? 2 : 0), first(CUSTOMERS.get(nth))));

        assertThat(only(answers).body()).startsWith("Hello {{customer.first_name|there}},");
    }

    @Test
    void theOppositeIsNotTheSame() {
        var yes = typed(
                6,
                nth ->
                        "Hello %s,\n\nwe looked at your request and your refund for the broken saddle has been approved by us today."
                                .formatted(first(CUSTOMERS.get(nth))));
        var no = typed(
                6,
                nth ->
                        "Hello %s,\n\nwe looked at your request and your refund for the broken saddle has been declined by us today."
                                .formatted(first(CUSTOMERS.get(nth))));
        var neither = typed(
                6,
                nth ->
                        "Hello %s,\n\nwe looked at your request and your refund for the broken saddle has not been approved by us today."
                                .formatted(first(CUSTOMERS.get(nth))));

        assertThat(AnswerGroups.of(join(yes, no, neither))).hasSize(3).allMatch(group -> group.size() == 6);
    }

    @Test
    void greetingAndFarewellAloneMakeNobodyAlike() {
        var parcels = typed(
                6,
                nth ->
                        "Hello %s,\n\nyour parcel left our warehouse this morning by bike.\n\nBest wishes from the mill\n%s"
                                .formatted(first(CUSTOMERS.get(nth)), agent(nth)));
        var bills = typed(
                6,
                nth -> "Hello %s,\n\nI put the invoice into this mail as a file.\n\nBest wishes from the mill\n%s"
                        .formatted(first(CUSTOMERS.get(nth)), agent(nth)));

        assertThat(AnswerGroups.of(join(parcels, bills))).hasSize(2);
    }

    @Test
    void languagesDoNotMix() {
        var english = typed(
                6,
                nth -> "Hello %s,\n\nplease send the lamp back to us, we will mend it for free."
                        .formatted(first(CUSTOMERS.get(nth))));
        var german = typed(
                6,
                nth -> "Hallo %s,\n\nbitte schicken Sie uns die Lampe zurück, wir reparieren sie ohne Kosten."
                        .formatted(first(CUSTOMERS.get(nth))));

        var groups = AnswerGroups.of(join(english, german));

        assertThat(groups).hasSize(2);
        assertThat(groups.stream().map(group -> Mould.of(group).orElseThrow().body()))
                .anyMatch(body -> body.startsWith("Hallo {{customer.first_name|there}},\n\nbitte schicken"))
                .anyMatch(body -> body.startsWith("Hello {{customer.first_name|there}},\n\nplease send"));
    }

    /** Will is a customer's name and a word. */
    @Test
    void aNameThatIsAWordStaysAWordForTheOthers() {
        var answers = typed(
                12,
                nth -> "Hello %s,\n\nWill you be at home on Saturday when we come with the new cargo bike?"
                        .formatted(first(CUSTOMERS.get(nth))));

        assertThat(only(answers).body())
                .isEqualTo(
                        "Hello {{customer.first_name|there}},\n\nWill you be at home on Saturday when we come with the new cargo bike?");
    }

    @Test
    void whatSomebodyWroteIsNeverReadAsABlank() {
        var answers = typed(
                12,
                nth ->
                        "Hello %s,\n\nwrite {{#if customer.email}} and { {ask: x}} and \u27e6code\u27e7 <script>alert(1)</script> into the field of the page."
                                .formatted(first(CUSTOMERS.get(nth))));

        var body = only(answers).body();

        assertThat(Wording.parse("body", body, Set.of()).words()).containsExactly("customer.first_name");
        assertThat(Wording.asked(Wording.parse("body", body, Set.of()).fill(Map.of())))
                .isEmpty();
        assertThat(body).contains("<script>alert(1)</script>");
    }

    @Test
    void aQuotationIsNotPartOfTheAnswer() {
        var phrased = Phrased.of(
                "Yes, it is ready.\n> Is it ready?\n\nOn 3 May 2026 at 10:00 Ada Lovelace wrote:\nmore\nand more",
                Map.of());

        assertThat(Phrased.text(phrased.tokens())).isEqualTo("Yes, it is ready.");
    }

    @Test
    void anAnswerOfAHundredKilobytesIsPassedOver() {
        var began = System.nanoTime();
        var answers = new ArrayList<>(typed(6, nth -> "word and ".repeat(11_000) + nth));
        answers.addAll(typed(2, _ -> "{{".repeat(50_000)));
        answers.addAll(typed(2, _ -> "a-".repeat(50_000)));
        answers.addAll(typed(2, _ -> "\n \t".repeat(33_000)));

        assertThat(AnswerGroups.of(answers)).isEmpty();
        assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(5_000_000_000L);
    }

    /** Random sentences with random blanks, in random company: all are found, and nothing else is. */
    @Test
    void theVariablePartsAreFoundWhateverTheWords() {
        var seed = Long.getLong("seed", 20_261_123L);
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var words = vocabulary(random, 40 + random.nextInt(40));
            var slots = new TreeSet<Integer>();
            var wanted = 1 + random.nextInt(3);
            while (slots.size() < wanted) {
                var slot = 3 + random.nextInt(words.size() - 6);
                if (slots.stream().noneMatch(other -> Math.abs(other - slot) < 4)) {
                    slots.add(slot);
                }
            }
            var answers = typed(12, nth -> {
                var text = new StringBuilder("Hello " + first(CUSTOMERS.get(nth)) + ",\n\n");
                for (var i = 0; i < words.size(); i++) {
                    text.append(slots.contains(i) ? word(random) + nth % 7 : words.get(i))
                            .append(i % 11 == 10 ? ". " : " ");
                }
                return text.toString();
            });
            var others = typed(12, _ -> "Hello,\n\n" + String.join(" ", vocabulary(random, 30)));

            var groups = AnswerGroups.of(join(answers, others));
            assertThat(groups.getFirst()).as("round " + round).hasSize(12);
            assertThat(groups.subList(1, groups.size())).allMatch(group -> group.size() == 1);
            var body = Mould.of(groups.getFirst()).orElseThrow().body();

            var expected = new StringBuilder("Hello \\Q{{customer.first_name|there}}\\E,\n\n");
            for (var i = 0; i < words.size(); i++) {
                expected.append(slots.contains(i) ? "\\{\\{ask: [\\p{L} 0-9]+}}" : Pattern.quote(words.get(i)))
                        .append(i % 11 == 10 ? "\\. " : " ");
            }
            assertThat(body).as("round " + round).matches(expected.toString().strip());
        }
    }

    private static List<String> vocabulary(Random random, int size) {
        return IntStream.range(0, size).mapToObj(_ -> word(random)).toList();
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        for (var i = 4 + random.nextInt(6); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static Mould only(List<PastAnswer> answers) {
        var groups = AnswerGroups.of(answers);
        assertThat(groups).hasSize(1);
        return Mould.of(groups.getFirst()).orElseThrow();
    }

    private interface Writing {
        String of(int nth);
    }

    private static List<PastAnswer> typed(int count, Writing writing) {
        return IntStream.range(0, count)
                .mapToObj(nth -> new PastAnswer(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "Subject",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.EPOCH,
                        Phrased.of(
                                writing.of(nth),
                                Mining.known(CUSTOMERS.get(nth % CUSTOMERS.size()), agent(nth), 1_000_000 + nth))))
                .toList();
    }

    private static String agent(int nth) {
        return AGENTS.get(nth % AGENTS.size());
    }

    private static String first(String name) {
        return name.split(" ")[0];
    }

    @SafeVarargs
    private static List<PastAnswer> join(List<PastAnswer>... groups) {
        var all = new ArrayList<PastAnswer>();
        for (var i = 0; i < 12; i++) {
            for (var group : groups) {
                if (i < group.size()) {
                    all.add(group.get(i));
                }
            }
        }
        return all;
    }
}
