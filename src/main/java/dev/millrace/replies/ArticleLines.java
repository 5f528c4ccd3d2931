package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of a mail that names articles. The paragraphs with a blank in them, such as {@code {{article.title}}}, are written once for
 * each article, what stands above and below them once.
 */
public final class ArticleLines {

    /** What is filled in for each article. */
    public enum Blank {
        TITLE,
        LINK,
        SOLVED;

        public String word() {
            return "article." + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{\\s*([^{}]{0,60}?)\\s*}}");

    private ArticleLines() {}

    static String fill(String text, List<Map<Blank, String>> articles) {
        var paragraphs = List.of(text.strip().split("\n\\s*\n"));
        var ofArticles = IntStream.range(0, paragraphs.size())
                .filter(nth -> blanks(paragraphs.get(nth)).findAny().isPresent())
                .toArray();
        if (ofArticles.length == 0) {
            return text;
        }
        var first = ofArticles[0];
        var next = ofArticles[ofArticles.length - 1] + 1;
        var each = String.join("\n\n", paragraphs.subList(first, next));
        var filled = new ArrayList<>(paragraphs.subList(0, first));
        articles.forEach(article -> filled.add(filled(each, article)));
        filled.addAll(paragraphs.subList(next, paragraphs.size()));
        return String.join("\n\n", filled);
    }

    /** What fills a blank is never read again. */
    private static String filled(String text, Map<Blank, String> values) {
        return WRITTEN.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(known(match).map(values::get).orElse(match.group())));
    }

    /** Refuses what nothing can fill, and what leads nowhere. */
    static void check(String field, String text) {
        WRITTEN.matcher(text)
                .results()
                .filter(match -> known(match).isEmpty())
                .findFirst()
                .ifPresent(match -> {
                    throw new Invalid(
                            field,
                            "%s is not a blank that can be filled here. There are: %s."
                                    .formatted(
                                            match.group(),
                                            Arrays.stream(Blank.values())
                                                    .map(blank -> "{{" + blank.word() + "}}")
                                                    .collect(Collectors.joining(", "))));
                });
        if (blanks(text).noneMatch(Blank.LINK::equals)) {
            throw new Invalid(field, "Say where the article is: {{article.link}}.");
        }
    }

    private static Stream<Blank> blanks(String text) {
        return WRITTEN.matcher(text).results().map(ArticleLines::known).flatMap(Optional::stream);
    }

    private static Optional<Blank> known(MatchResult match) {
        return Arrays.stream(Blank.values())
                .filter(blank -> blank.word().equals(match.group(1)))
                .findFirst();
    }
}
