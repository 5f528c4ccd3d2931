package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.replies.Courtesy.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes, what must not be touched is there afterwards, byte for byte, and everything that differs is told. */
class RewriterPropertyTest {

    private static final Names NAMES = new Names("Ada", "Ada Lovelace", "Linus", "Linus Pauling");

    private static final List<String> INLINE = List.of(
            "https://x.example/do-not?utilise=1&q=can't",
            "www.utilise.example/prior-to",
            "do.not@utilise.example",
            "`we can't do not`",
            "{{customer.first_name|do not}}",
            "{{ask: do not utilise}}",
            "\u27e6do not utilise\u27e7",
            "3 kg",
            "€ 14.50",
            "12,5 GB",
            "ORD-12345-not",
            "#4711",
            "“do not, basically, utilise thanks!”",
            "„bitte kontaktieren Sie uns umgehend“",
            "«it is not»",
            "\"we can't utilise it\"",
            "‘do not utilise’");

    private static final List<String> BLOCKS = List.of(
            "> do not utilise, thanks!\n> We can't :)",
            "```\ndo not utilise\n\n  basically we can't\n```",
            "~~~\nthanks, umgehend\n~~~",
            "On Monday Ada wrote:\n> please do not");

    private static final List<String> ODD = List.of(
            " ", "\n", "\n\n", ", ", ". ", "! ", "!!", " (", ") ", "\t", "\u00a0", " – ", "- ", ":)", "🙂", "‍", "İ",
            "ß", "a ", "an ");

    @RepeatedTest(60)
    void whatMustNotBeTouchedSurvives() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var language : Phrasebook.LANGUAGES) {
            for (var tone : Tone.values()) {
                var kept = new ArrayList<String>();
                var text = text(random, language, tone, kept);
                var rewritten = Tones.rewritten(text, tone, language, NAMES);
                var as = "seed %d, %s, %s, “%s” → “%s”".formatted(seed, language, tone, text, rewritten.text());

                var at = 0;
                for (var one : kept) {
                    var found = rewritten.text().indexOf(one, at);
                    assertThat(found).as("%s in %s", one, as).isNotNegative();
                    at = found + one.length();
                }
                assertThat(told(rewritten)).as(as).isEqualTo(rewritten.text());
                assertThat(Tones.rewritten(rewritten.text(), tone, language, NAMES)
                                .changes())
                        .as("again, %s", as)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“",
                "\"",
                "'a ",
                "{{",
                "⟦",
                "`",
                "```\n",
                ">",
                "\n",
                " \n",
                " ",
                "a",
                "AAAA ",
                "in order ",
                "very ",
                "do not ",
                "basically, ",
                ",",
                "!",
                "a.",
                "@",
                "Thank you for contacting us. ",
                "Hi ",
                "Kind regards\n",
                "- ",
                "🙂 ",
                "= ("
            })
    void aHundredThousandCharactersOfAnythingAreReadAtOnce(String part) {
        var text = part.repeat(100_000 / part.length());
        for (var tone : Tone.values()) {
            var rewritten = Tones.rewritten(text, tone, "en", NAMES);
            assertThat(told(rewritten)).isEqualTo(rewritten.text());
        }
        assertThat(Advice.ofDraft(text, "Ada")).isNotNull();
    }

    /** The text as it was with every change that was told made to it, and nothing else. */
    private static String told(Rewritten rewritten) {
        var text = new StringBuilder();
        rewritten.stretches().forEach(stretch -> text.append(stretch.became()));
        var before = new StringBuilder();
        rewritten.stretches().forEach(stretch -> before.append(stretch.was()));
        assertThat(before).hasToString(rewritten.before());
        return text.toString();
    }

    /** Phrases of the tone, what must not be touched, and odd marks, in any order. */
    private static String text(Random random, String language, Tone tone, List<String> kept) {
        var rules = Phrasebook.in(language).rules(tone);
        var text = new StringBuilder();
        for (var n = 0; n < 30; n++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    var one = INLINE.get(random.nextInt(INLINE.size()));
                    kept.add(one);
                    apart(text).append(one).append(' ');
                }
                case 1 -> {
                    if (random.nextInt(3) == 0) {
                        var one = BLOCKS.get(random.nextInt(BLOCKS.size()));
                        kept.add(one);
                        paragraph(text).append(one).append("\n\n");
                    }
                }
                case 2 -> text.append(ODD.get(random.nextInt(ODD.size())));
                default -> {
                    var phrase = rules.get(random.nextInt(rules.size())).from();
                    text.append(
                                    random.nextBoolean()
                                            ? phrase
                                            : Pattern.compile("^.")
                                                    .matcher(phrase)
                                                    .replaceFirst(first ->
                                                            first.group().toUpperCase(Locale.ROOT)))
                            .append(random.nextInt(4) == 0 ? ". " : " ");
                }
            }
        }
        return text.toString();
    }

    private static StringBuilder apart(StringBuilder text) {
        return text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1)) ? text : text.append(' ');
    }

    private static StringBuilder paragraph(StringBuilder text) {
        return text.isEmpty() ? text : text.append("\n\n");
    }
}
