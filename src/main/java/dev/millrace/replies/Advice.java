package dev.millrace.replies;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What could be better in an answer, by the practice that customers thank for: greet by name, say what they asked, answer first, one
 * next step, plain words, sorry once, sign. Each finding shows the sentence it is about.
 *
 * @param sentence as it stands in the text; empty when something is missing altogether
 * @param instead a plainer word, where there is one
 */
public record Advice(Kind kind, String sentence, String instead) {

    public enum Kind {
        NO_GREETING,
        NO_NAME,
        NO_FALLBACK,
        NOT_RESTATED,
        FILLER,
        NO_NEXT_STEP,
        MANY_STEPS,
        GROVELLING,
        LONG_SENTENCE,
        STIFF_WORD,
        LOUD,
        BLAMING,
        NO_SIGN_OFF;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 25;

    private static final Pattern GREETING =
            pattern("^(hello|hi|hey|dear|good (morning|afternoon|evening|day)|welcome)\\b");
    private static final Pattern NAME = pattern("\\{\\{\\s*customer\\.(first_)?name");
    private static final Pattern CALLED = Pattern.compile("^\\s*(?i:hello|hi|hey|dear|good \\w{1,10}) \\p{Lu}");
    private static final Pattern BARE_NAME = pattern("\\{\\{\\s*customer\\.(first_)?name\\s*}}");
    private static final Pattern ABOUT_THEM = pattern("\\b(you|your)\\b|\\{\\{\\s*(ticket\\.subject|field\\.|ask:)");
    private static final Pattern FILLERS = pattern(
            "thank(s| you) (so much |very much )?for (contacting|reaching out|your (message|e-?mail|inquiry|enquiry))"
                    + "|(hope|trust) (this|you).{0,30}(finds you|are (doing )?well)|we (have )?received your (message|e-?mail|request)"
                    + "|your (call|message|business) is important|please be advised|this is to inform you");
    private static final Pattern NEXT_STEP = pattern(
            "\\?|\\bplease\\b|\\breply\\b|write (back|to (me|us))|\\blet (me|us) know\\b|\\bcall\\b|\\b(i|we) will\\b|\\byou can\\b"
                    + "|\\bnothing (else|more)\\b|do not need to do anything|\\bwill (be|arrive|reach|come)\\b");
    private static final Pattern REQUEST = pattern("\\?|\\bplease\\b|\\bkindly\\b|\\bcould you\\b|\\bcan you\\b");
    private static final Pattern SORRY = pattern("\\b(sorry|apologi[sz]e|apolog(y|ies)|regret)\\b");
    private static final Pattern GROVELLING = pattern("(deep(ly|est)|sincere(ly|st)?|terribly|extremely|so very|truly) "
            + "(sorry|apologi[sz]e|apolog(y|ies)|regret)|any inconvenience|(beg|humbl[ey])\\b");
    private static final Pattern LOUD = Pattern.compile("!\\s*!|\\b[A-Z]{4,}\\s+[A-Z]{2,}\\b|\\b[A-Z]{6,}\\b");
    private static final Pattern BLAMING = pattern(
            "\\byou (failed|forgot|neglected|should have|did not (read|follow)|claim)\\b"
                    + "|as (i|we) (already|previously) (said|stated|told|explained)|per (my|our) last|\\bobviously\\b|as you should know");
    private static final Pattern SIGN_OFF = pattern(
            "\\{\\{\\s*(agent\\.(first_)?name|company\\.name)"
                    + "|^(best|kind|warm|many)? ?(wishes|regards|greetings|thanks)|^(best|cheers|yours|sincerely|all the best|thank you)\\b");

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("utilize", "use"),
            Map.entry("utilise", "use"),
            Map.entry("commence", "begin"),
            Map.entry("terminate", "end"),
            Map.entry("endeavour", "try"),
            Map.entry("endeavor", "try"),
            Map.entry("facilitate", "help"),
            Map.entry("assistance", "help"),
            Map.entry("prior to", "before"),
            Map.entry("subsequent to", "after"),
            Map.entry("in order to", "to"),
            Map.entry("in the event that", "if"),
            Map.entry("at this point in time", "now"),
            Map.entry("at your earliest convenience", "by Friday"),
            Map.entry("do not hesitate to", "just"),
            Map.entry("don’t hesitate to", "just"),
            Map.entry("kindly", "please"),
            Map.entry("herewith", "here"),
            Map.entry("aforementioned", "this"),
            Map.entry("as per", "as in"),
            Map.entry("with regard to", "about"),
            Map.entry("with regards to", "about"),
            Map.entry("regarding the matter of", "about"),
            Map.entry("leverage", "use"),
            Map.entry("functionality", "feature"),
            Map.entry("asap", "by Friday"),
            Map.entry("sufficient", "enough"),
            Map.entry("approximately", "about"),
            Map.entry("additional", "more"),
            Map.entry("require", "need"));

    private static final List<Map.Entry<Pattern, Map.Entry<String, String>>> STIFF = PLAIN.entrySet().stream()
            .map(entry -> Map.entry(pattern("\\b" + entry.getKey() + "\\b"), entry))
            .toList();

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
    }

    /** Of an English text, in the order of the text, what is missing first. */
    public static List<Advice> of(String text) {
        var all = new ArrayList<Advice>();
        var lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("\\{\\{\\s*(#if.*|else|/if)\\s*}}"))
                .toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        greeting(lines.getFirst(), all);
        var greeted = GREETING.matcher(lines.getFirst()).find();
        var body = lines.subList(greeted ? 1 : 0, lines.size());
        var sentences = body.stream().flatMap(Advice::sentences).toList();
        restated(sentences, all);
        nextStep(sentences, all);
        sorry(sentences, all);
        sentences.forEach(sentence -> plain(sentence, all));
        if (lines.subList(Math.max(0, lines.size() - 2), lines.size()).stream()
                .noneMatch(line -> SIGN_OFF.matcher(line).find())) {
            all.add(missing(Kind.NO_SIGN_OFF));
        }
        return List.copyOf(all);
    }

    /**
     * The same of an answer to somebody, in which the name stands instead of its blank.
     *
     * @param name the customer’s first name; empty when it is not known, and then nobody can be greeted by it
     */
    static List<Advice> ofDraft(String text, String name) {
        var greeted = text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> name.isEmpty()
                        || line.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                        || CALLED.matcher(line).find())
                .isPresent();
        return of(text).stream()
                .filter(one -> one.kind() != Kind.NO_FALLBACK && (one.kind() != Kind.NO_NAME || !greeted))
                .toList();
    }

    private static void greeting(String first, List<Advice> all) {
        if (!GREETING.matcher(first).find()) {
            all.add(missing(Kind.NO_GREETING));
        } else if (!NAME.matcher(first).find()) {
            all.add(about(Kind.NO_NAME, first));
        } else if (BARE_NAME.matcher(first).find()) {
            all.add(about(Kind.NO_FALLBACK, first));
        }
    }

    /** One of the first two sentences speaks of what the customer has or wants. */
    private static void restated(List<String> sentences, List<Advice> all) {
        var first = sentences.stream().limit(2).toList();
        var said = first.stream()
                .filter(sentence -> !FILLERS.matcher(sentence).find())
                .anyMatch(sentence -> ABOUT_THEM.matcher(sentence).find());
        if (!first.isEmpty() && !said) {
            all.add(about(Kind.NOT_RESTATED, first.getFirst()));
        }
    }

    private static void nextStep(List<String> sentences, List<Advice> all) {
        var requests = sentences.stream()
                .filter(sentence -> REQUEST.matcher(sentence).find())
                .toList();
        if (sentences.stream().noneMatch(sentence -> NEXT_STEP.matcher(sentence).find())) {
            all.add(missing(Kind.NO_NEXT_STEP));
        } else if (requests.size() > 2) {
            all.add(about(Kind.MANY_STEPS, requests.get(2)));
        }
    }

    private static void sorry(List<String> sentences, List<Advice> all) {
        var times = 0;
        for (var sentence : sentences) {
            var sorry = SORRY.matcher(sentence).find();
            times += sorry ? 1 : 0;
            if (GROVELLING.matcher(sentence).find() || sorry && times > 1) {
                all.add(about(Kind.GROVELLING, sentence));
            }
        }
    }

    private static void plain(String sentence, List<Advice> all) {
        if (FILLERS.matcher(sentence).find()) {
            all.add(about(Kind.FILLER, sentence));
        }
        if (BLAMING.matcher(sentence).find()) {
            all.add(about(Kind.BLAMING, sentence));
        }
        if (LOUD.matcher(sentence).find()) {
            all.add(about(Kind.LOUD, sentence));
        }
        STIFF.stream()
                .filter(stiff -> stiff.getKey().matcher(sentence).find())
                .forEach(stiff -> all.add(new Advice(
                        Kind.STIFF_WORD,
                        sentence,
                        "“" + stiff.getValue().getKey() + "” → “"
                                + stiff.getValue().getValue() + "”")));
        if (sentence.replaceAll("\\{\\{[^{}]{0,200}}}", "blank").split("\\s+").length > LONGEST) {
            all.add(about(Kind.LONG_SENTENCE, sentence));
        }
    }

    /** A blank is one word, whatever stands in it. */
    private static Stream<String> sentences(String line) {
        var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(line);
        var sentences = new ArrayList<String>();
        var from = breaks.first();
        for (var to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            sentences.add(line.substring(from, to).strip());
        }
        return sentences.stream().filter(sentence -> !sentence.isEmpty());
    }

    private static Advice missing(Kind kind) {
        return new Advice(kind, "", "");
    }

    private static Advice about(Kind kind, String sentence) {
        return new Advice(kind, sentence, "");
    }
}
