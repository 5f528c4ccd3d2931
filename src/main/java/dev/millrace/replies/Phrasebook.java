package dev.millrace.replies;

import dev.millrace.replies.Rewritten.Why;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How something is said in each tone of one language: what {@code replies/tone-en.txt} and the like say. */
final class Phrasebook {

    static final Set<String> LANGUAGES = Set.of("en", "de");

    private static final Pattern EITHER = Pattern.compile("\\(([^()]*\\|[^()]*)\\)");
    private static final String FOLLOWED = "…";
    private static final Map<String, Phrasebook> ALL = Map.of("en", new Phrasebook("en"), "de", new Phrasebook("de"));

    /**
     * What is said instead of a phrase.
     *
     * @param proper the phrase begins with a capital letter wherever it stands
     * @param stays it is never changed, and shields what begins in it
     * @param followed only where another word follows
     * @param whole only where it is a whole sentence
     */
    record Rule(String from, String to, Why why, boolean proper, boolean stays, boolean followed, boolean whole) {

        boolean leavesOut() {
            return to.isEmpty() && !stays;
        }

        boolean isSign() {
            return !Character.isLetterOrDigit(from.codePointAt(0));
        }
    }

    /** Phrases by their words, so that the longest that stands in a text is found in one walk. */
    static final class Node {

        private final Map<String, Node> next = new HashMap<>();
        private final List<Rule> rules = new ArrayList<>();

        @Nullable Node after(String key) {
            return next.get(key);
        }

        List<Rule> rules() {
            return rules;
        }

        private void add(Rule rule) {
            var node = this;
            for (var key : Piece.keys(rule.from())) {
                node = node.next.computeIfAbsent(key, _ -> new Node());
            }
            node.rules.add(rule);
        }
    }

    /**
     * How a letter begins and ends in a tone.
     *
     * @param greetings what is said instead of a greeting
     * @param hello the greeting before a name
     * @param helloToNobody the one without
     * @param bye the sign-off
     */
    record Manners(
            Map<String, String> greetings,
            String hello,
            String helloToNobody,
            Map<String, String> farewells,
            String bye) {}

    private final String language;
    private final Map<Tone, Node> phrases = new EnumMap<>(Tone.class);
    private final Map<Tone, List<Rule>> rules = new EnumMap<>(Tone.class);
    private final Map<Tone, Manners> manners = new EnumMap<>(Tone.class);
    private final Map<String, List<String>> lists = new HashMap<>();

    private Phrasebook(String language) {
        this.language = language;
        var sections = sections(language);
        for (var tone : Tone.values()) {
            phrases.put(tone, new Node());
            rules.put(tone, new ArrayList<>());
        }
        sections.forEach(this::read);
        for (var tone : List.of(Tone.FRIENDLIER, Tone.MORE_FORMAL)) {
            var name = tone.word().replace('_', ' ');
            var greets = pairs(sections.getOrDefault(name + " | greets", List.of()));
            manners.put(
                    tone,
                    new Manners(
                            pairs(sections.getOrDefault(name + " | greeting", List.of())),
                            greets.getOrDefault("with a name", ""),
                            greets.getOrDefault("without", ""),
                            pairs(sections.getOrDefault(name + " | farewell", List.of())),
                            sections.getOrDefault(name + " | signs", List.of(""))
                                    .getFirst()));
        }
    }

    static Phrasebook in(String language) {
        return Objects.requireNonNull(ALL.get(language), language);
    }

    String language() {
        return language;
    }

    Node phrases(Tone tone) {
        return Objects.requireNonNull(phrases.get(tone));
    }

    List<Rule> rules(Tone tone) {
        return List.copyOf(Objects.requireNonNull(rules.get(tone)));
    }

    /** Of tones in which letters begin and end in their own way. */
    @Nullable Manners manners(Tone tone) {
        return manners.get(tone);
    }

    /** Greetings that are known, the longest first, as {@link #plain} has them. */
    List<String> greetings() {
        return lists.getOrDefault("greetings", List.of());
    }

    /** Sign-offs that are known. */
    List<String> farewells() {
        return lists.getOrDefault("farewells", List.of());
    }

    /** Whoever is so addressed is greeted without a name. */
    boolean isNobody(String name) {
        return name.isBlank() || lists.getOrDefault("nobody", List.of()).contains(plain(name));
    }

    /** Mr, Dr and the like. */
    boolean isTitle(String word) {
        return lists.getOrDefault("titles", List.of()).contains(plain(word).replace(".", ""));
    }

    /** Words that are written small after a greeting that ends in a comma, in languages that do so. */
    boolean isLowered(String word) {
        return lists.getOrDefault("lowered", List.of()).contains(plain(word));
    }

    static String plain(String said) {
        return said.strip().toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
    }

    private void read(String section, List<String> lines) {
        var parts = Arrays.stream(section.split("\\|")).map(String::strip).toList();
        if (parts.size() == 1) {
            lists.put(
                    section,
                    lines.stream()
                            .flatMap(line -> expanded(line).stream())
                            .map(Phrasebook::plain)
                            .sorted((a, b) -> b.length() - a.length())
                            .toList());
            return;
        }
        var tone = Tone.valueOf(parts.getFirst().toUpperCase(Locale.ROOT).replace(' ', '_'));
        if (Set.of("greeting", "greets", "farewell", "signs").contains(parts.get(1))) {
            return;
        }
        var why = Why.valueOf(parts.get(1).toUpperCase(Locale.ROOT));
        var seen = new HashSet<String>();
        for (var line : lines) {
            for (var one : expanded(line)) {
                var rule = rule(one, why, parts.contains("sentences"));
                if (seen.add(rule.from() + rule.followed())) {
                    Objects.requireNonNull(rules.get(tone)).add(rule);
                    phrases(tone).add(rule);
                }
            }
        }
    }

    private static Rule rule(String line, Why why, boolean whole) {
        var stays = line.startsWith("= ");
        var arrow = line.indexOf("->");
        var left = (stays ? line.substring(2) : line.substring(0, arrow)).strip();
        var right = stays ? "" : line.substring(arrow + 2).strip();
        var followed = left.endsWith(FOLLOWED);
        var from = followed ? left.substring(0, left.length() - 1).strip() : left;
        return new Rule(from, right, why, Character.isUpperCase(from.codePointAt(0)), stays, followed, whole);
    }

    /** Of a line with “(a|b)” in it one for each choice, which “$1” then stands for. */
    private static List<String> expanded(String line) {
        return expanded(line, 1);
    }

    private static List<String> expanded(String line, int nth) {
        var either = EITHER.matcher(line);
        if (!either.find()) {
            return List.of(line.replaceAll(" {2,}", " ").replace(" ,", ",").strip());
        }
        return Arrays.stream(either.group(1).split("\\|", -1))
                .map(choice -> (line.substring(0, either.start()) + choice + line.substring(either.end()))
                        .replace("$" + nth, choice))
                .map(one -> expanded(one, nth + 1))
                .flatMap(Collection::stream)
                .toList();
    }

    private static Map<String, String> pairs(List<String> lines) {
        var pairs = new HashMap<String, String>();
        for (var line : lines) {
            for (var one : expanded(line)) {
                var arrow = one.indexOf("->");
                pairs.put(
                        plain(one.substring(0, arrow)), one.substring(arrow + 2).strip());
            }
        }
        return Map.copyOf(pairs);
    }

    private static Map<String, List<String>> sections(String language) {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> current = new ArrayList<>();
        for (var line : lines("/replies/tone-" + language + ".txt")) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = sections.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new ArrayList<>());
            } else {
                current.add(line);
            }
        }
        return sections;
    }

    private static List<String> lines(String resource) {
        try (var in = Phrasebook.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
