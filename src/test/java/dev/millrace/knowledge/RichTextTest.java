package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.RichText.Block;
import dev.millrace.knowledge.RichText.Opened;
import dev.millrace.knowledge.RichText.Piece;
import dev.millrace.knowledge.RichText.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linus edits what Grace wrote as Markdown, and never sees a star. */
class RichTextTest {

    @Test
    void whateverIsWrittenLooksTheSameAfterItWasRichText() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 600; round++) {
            var markdown = new Author(random).article();

            var opened = RichText.open(markdown);
            var back = RichText.markdown(rewritten(opened));

            var about = "seed %d, round %d\n%s\nbecame\n%s".formatted(seed, round, markdown, back);
            assertThat(opened.blocks()).as(about).noneMatch(Block::fixed);
            assertThat(RichText.form(Markdown.render(back).html()))
                    .as(about)
                    .isEqualTo(RichText.form(Markdown.render(markdown).html()));
            assertThat(RichText.markdown(rewritten(RichText.open(back))))
                    .as(about)
                    .isEqualTo(back);
        }
    }

    @Test
    void whatNobodyTouchesComesBackToTheLetter() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var whole = 0;
        for (var round = 0; round < 600; round++) {
            var markdown = noise(random);

            var opened = RichText.open(markdown);

            var about = "seed %d, round %d\n%s".formatted(seed, round, markdown);
            // A block that means something only where it stands has no source of its own.
            if (opened.blocks().stream().allMatch(block -> block.source() != null)) {
                whole++;
                assertThat(joined(opened)).as(about).isEqualTo(markdown);
                assertThat(RichText.markdown(untouched(opened))).as(about).isEqualTo(markdown);
            }
        }
        assertThat(whole).as("seed %d", seed).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<details><summary>More</summary>Less</details>",
                "<!-- for the translator -->",
                "A <u>line</u> below",
                "[relative](folder/page.html)",
                "[a]: https://example.org 'unused'",
                "<div align=\"center\">\n\n",
            })
    void whatCannotBeRichTextIsFixedAndSurvivesWhatHappensAroundIt(String odd) {
        var markdown = "First\n\n" + odd.strip() + "\n\nLast";

        var opened = RichText.open(markdown);

        assertThat(opened.blocks()).extracting(Block::fixed).containsExactly(false, true, false);
        var pieces = new ArrayList<>(untouched(opened).pieces());
        pieces.set(0, new Piece(null, null, "<p>Changed <strong>here</strong></p>"));
        pieces.set(2, new Piece(null, null, "<p>And there</p>"));
        assertThat(RichText.markdown(new Written(pieces, "")))
                .isEqualTo("Changed **here**\n\n" + odd.strip() + "\n\nAnd there");
    }

    @Test
    void linksWhoseAddressesStandElsewhereWorkWhereverTheyGo() {
        var opened = RichText.open("See [the list][1].\n\n[1]: https://example.org/list");

        assertThat(opened.blocks().getFirst().source()).isNull();
        var alone = new Piece(null, null, opened.blocks().getFirst().html());
        assertThat(RichText.markdown(new Written(List.of(alone), "")))
                .isEqualTo("See [the list](https://example.org/list).");
    }

    @Test
    void emphasisHoldsWhereStarsWouldNot() {
        var markdown = written("<p>Model<strong>(new)</strong>only</p>");

        assertThat(Markdown.render(markdown).html()).contains("Model<strong>(new)</strong>only");
        assertThat(RichText.open(markdown).blocks()).noneMatch(Block::fixed);
    }

    @Test
    void twoListsStayTwo() {
        assertThat(Markdown.render(
                                written("<ul data-tight><li><p>a</p></li></ul><ul data-tight><li><p>b</p></li></ul>"))
                        .html())
                .containsIgnoringWhitespaces("<ul><li>a</li></ul><ul><li>b</li></ul>");
        var opened = RichText.open("- a\n\ntext\n\n- b");
        var lists = untouched(opened).pieces();
        var joined = RichText.markdown(new Written(
                List.of(lists.get(0), new Piece(null, lists.get(2).source(), null)), ""));
        assertThat(Markdown.render(joined).html())
                .containsIgnoringWhitespaces("<ul><li>a</li></ul><ul><li>b</li></ul>");
        assertThat(RichText.open(joined).blocks()).hasSize(2);
    }

    @Test
    void aLinkToAnArticleNamesItsNumber() {
        assertThat(written("<p><a href=\"/help/articles/12#s-how\">Returns</a></p>"))
                .isEqualTo("[Returns](article:12#s-how)");
    }

    static String written(String html) {
        return RichText.markdown(new Written(List.of(new Piece(null, null, html)), null));
    }

    private static String joined(Opened opened) {
        var text = new StringBuilder();
        opened.blocks().forEach(block -> text.append(block.before()).append(block.source()));
        return text + opened.after();
    }

    private static Written untouched(Opened opened) {
        return new Written(
                opened.blocks().stream()
                        .map(block -> block.source() == null
                                ? new Piece(null, null, block.html())
                                : new Piece(block.before(), block.source(), null))
                        .toList(),
                opened.after());
    }

    /** As if every block had been changed and changed back. */
    private static Written rewritten(Opened opened) {
        return new Written(
                opened.blocks().stream()
                        .map(block -> block.fixed()
                                ? new Piece(null, block.source(), null)
                                : new Piece(null, null, block.html()))
                        .toList(),
                "");
    }

    private static String noise(Random random) {
        var parts = List.of(
                "- a",
                "  - b",
                "> q",
                "> [!TIP] t",
                "```",
                "~~~",
                "# h",
                "===",
                "---",
                "| a | b |",
                "|---|---|",
                "    code",
                "<div>",
                "</div>",
                "<!-- c -->",
                "[x]: /y",
                "[x]",
                "1. n",
                "2) m",
                "text *a* `b`",
                "\\",
                "&amp; &copy;",
                "***",
                "![p](/help/files/x.png)",
                "\t\ttab",
                "<b>w</b>",
                "a  ",
                "",
                "",
                "",
                " ");
        var text = new StringBuilder();
        for (var line = random.nextInt(14); line >= 0; line--) {
            text.append(parts.get(random.nextInt(parts.size()))).append('\n');
        }
        return text.toString();
    }

    /** Writes articles over the whole dialect, as somebody would. */
    private static final class Author {

        private static final List<String> WORDS = List.of(
                "brake",
                "turn",
                "the",
                "Größe",
                "自転車",
                "5 *",
                "a_b",
                "1 < 2",
                "AT&T",
                "&amp;",
                "C:\\\\temp",
                "[x\\]",
                "\\#1",
                "100 %",
                "e.g.",
                "it’s",
                "(new)",
                "\\`",
                "50 \\~",
                "x | y",
                "!",
                "“so”");
        private static final String PICTURE = "/help/files/0190a000-0000-7000-8000-000000000001/brake.png";
        private static final String FILM = "/help/files/0190a000-0000-7000-8000-000000000002/brake.mp4";

        private final Random random;

        Author(Random random) {
            this.random = random;
        }

        String article() {
            return blocks(1 + random.nextInt(6), 0);
        }

        private String blocks(int count, int depth) {
            var blocks = new ArrayList<String>();
            var before = "";
            while (blocks.size() < count) {
                var block = block(depth);
                // Two lists that follow each other are one.
                var kind = block.matches("(?s)(?:[-*]|\\d+[.)]) .*") ? "list" : "other";
                if (kind.equals("list") && before.equals(kind)) {
                    block = paragraph();
                    kind = "other";
                }
                blocks.add(block);
                before = kind;
            }
            return String.join("\n\n", blocks);
        }

        private String block(int depth) {
            return switch (random.nextInt(depth > 2 ? 6 : 11)) {
                case 0 -> "#".repeat(1 + random.nextInt(4)) + " " + words();
                case 1 -> code();
                case 2 -> picture();
                case 3 -> table();
                case 4, 5 -> paragraph();
                case 6 -> depth == 0 ? "---" : paragraph();
                case 7 -> quoted(blocks(1 + random.nextInt(3), depth + 1));
                case 8 -> callout(depth);
                default -> list(depth);
            };
        }

        private String paragraph() {
            var lines = new ArrayList<String>();
            for (var line = random.nextInt(3); line >= 0; line--) {
                lines.add(line());
            }
            return String.join(random.nextBoolean() ? "\n" : "\\\n", lines);
        }

        private String line() {
            var parts = new ArrayList<String>();
            parts.add("Well");
            for (var part = random.nextInt(5); part >= 0; part--) {
                parts.add(inline());
            }
            parts.add("so.");
            return String.join(" ", parts);
        }

        private String inline() {
            return switch (random.nextInt(13)) {
                case 0 -> "**" + plain() + "**";
                case 1 -> "*" + plain() + "*";
                case 2 -> "***" + plain() + "***";
                case 3 -> "~~" + plain() + "~~";
                case 4 -> "`" + pick("ls", "a b", "x < y", "**no**", "&amp;", "[x](y)") + "`";
                case 5 -> "`` a`b ``";
                case 6 ->
                    "[" + plain() + "]("
                            + pick(
                                    "https://example.org/a?b=1&c=2",
                                    "article:12",
                                    "article:7#s-how",
                                    "mailto:ada@example.org",
                                    "#s-top",
                                    "/help",
                                    "https://example.org/a_(b)")
                            + ")";
                case 7 -> "[**" + plain() + "**](https://example.org \"A \\\"title\\\"\")";
                case 8 -> "<" + "https://example.org/" + random.nextInt(9) + ">";
                case 9 -> pick("<kbd>Ctrl</kbd>", "H<sub>2</sub>O", "m<sup>2</sup>");
                case 10 -> "**" + plain() + " *" + plain() + "* `c` " + plain() + "**";
                case 11 -> "**bo**ld";
                default -> words();
            };
        }

        private String plain() {
            return pick("open", "the brake", "Größe M", "a and b", "自転車");
        }

        private String words() {
            var words = new StringBuilder("Word");
            for (var word = random.nextInt(5); word >= 0; word--) {
                words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            return words.append(" end").toString();
        }

        private String code() {
            var fence = pick("```", "~~~", "````");
            return fence + pick("", "bash", "c++", "objective-c") + "\n"
                    + pick(
                            "ls -l\n\n  <dir>",
                            "",
                            "a\tb",
                            "# no heading\n- no list",
                            "**x** | y",
                            "if (a && b) {\n    c();\n}")
                    + "\n" + fence;
        }

        private String picture() {
            return "![%s](%s%s)"
                    .formatted(plain(), pick(PICTURE, FILM, "https://elsewhere.example/p.png"), pick("", " \"Title\""));
        }

        private String table() {
            var columns = 1 + random.nextInt(3);
            var rows = new ArrayList<String>();
            rows.add(row(columns, this::plain));
            rows.add(row(columns, () -> pick("---", ":---", "---:", ":---:")));
            for (var row = random.nextInt(3); row >= 0; row--) {
                rows.add(row(
                        columns,
                        () -> pick("", "a \\| b", "**b**", "`c`", "one<br>two", "[l](article:3)", "x*y", plain())));
            }
            return String.join("\n", rows);
        }

        private String row(int columns, Supplier<String> cell) {
            var row = new StringBuilder("|");
            for (var column = 0; column < columns; column++) {
                row.append(' ').append(cell.get()).append(" |");
            }
            return row.toString();
        }

        private String callout(int depth) {
            var kind = "[!" + pick("NOTE", "TIP", "IMPORTANT", "WARNING", "caution") + "]"
                    + pick("", " Mind the gap", " Größe");
            return quoted(kind + pick("\n" + paragraph(), "\n\n" + blocks(1 + random.nextInt(2), depth + 1)));
        }

        private static String quoted(String text) {
            return text.lines()
                    .map(line -> line.isEmpty() ? ">" : "> " + line)
                    .reduce((a, b) -> a + "\n" + b)
                    .orElse(">");
        }

        private String list(int depth) {
            var ordered = random.nextBoolean();
            var loose = random.nextBoolean();
            var number = random.nextBoolean() ? 1 : 2 + random.nextInt(20);
            var items = new ArrayList<String>();
            for (var item = 1 + random.nextInt(3); item >= 0; item--) {
                var mark = ordered ? number++ + ". " : "- ";
                var text = line();
                if (random.nextInt(3) == 0) {
                    text += loose ? "\n\n" + blocks(1, depth + 1) : depth < 2 ? "\n" + tight() : "";
                }
                items.add(mark
                        + text.replace("\n", "\n" + " ".repeat(mark.length())).replaceAll("(?m)^ +$", ""));
            }
            return String.join(loose ? "\n\n" : "\n", items);
        }

        private String tight() {
            return pick("- inner\n- other", "1. inner\n2. other", "- deep\n  - deeper");
        }

        private String pick(String... of) {
            return of[random.nextInt(of.length)];
        }
    }
}
