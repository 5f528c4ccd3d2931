package dev.millrace.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jsoup.parser.Parser;
import tools.jackson.databind.JsonNode;

/** Gives a point for each thing that a message was expected to say and says, by the rules of the corpus's score.py. */
final class CorpusScore {

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> missed = new ArrayList<>();
    private int points;
    private int reached;

    double percent() {
        return 100.0 * reached / points;
    }

    List<String> missed(String what) {
        return missed.stream().filter(miss -> miss.startsWith(what)).toList();
    }

    void add(String id, JsonNode expected, JsonNode result) {
        point("parsed", id, result.path("ok").asBoolean(false));
        for (var field : List.of("subject", "from_email", "from_name", "message_id")) {
            if (expected.has(field)) {
                point(field, id, normal(field, result.path(field)).equals(normal(field, expected.path(field))));
            }
        }
        if (expected.has("body")) {
            point(
                    "body",
                    id,
                    sameWords(
                                    text(
                                            result.path("body"),
                                            result.path("body_is_html").asBoolean()),
                                    text(
                                            expected.path("body"),
                                            expected.path("body_html").asBoolean(false)))
                            >= 0.95);
        }
        reply(id, expected, result.path("reply").asString(""));
        if (expected.has("max_ms")) {
            point(
                    "time",
                    id,
                    result.path("ms").asDouble() <= expected.path("max_ms").asDouble());
        }
        if (expected.has("n_attachments")) {
            point(
                    "attachments",
                    id,
                    result.path("attachments").size()
                            == expected.path("n_attachments").asInt());
        }
        if (expected.has("leaves")) {
            point("leaves", id, shas(expected).equals(shas(result)));
        }
        if (expected.has("kind")) {
            point(
                    "kind",
                    id,
                    result.path("kind")
                            .asString("")
                            .equals(expected.path("kind").asString()));
        }
        if (expected.path("kind").asString("").equals("bounce")) {
            bounce(id, expected.path("bounce").path(0), result.path("bounce").path(0));
        }
    }

    private void reply(String id, JsonNode expected, String reply) {
        if (expected.has("reply")) {
            point(
                    "reply",
                    id,
                    squeezed(reply).equals(squeezed(expected.path("reply").asString(""))));
        }
        if (expected.has("has")) {
            point("has", id, all(expected.path("has"), reply::contains));
        }
        if (expected.has("has_not")) {
            point("has not", id, all(expected.path("has_not"), text -> !reply.contains(text)));
        }
    }

    private void bounce(String id, JsonNode expected, JsonNode bounce) {
        point("status", id, first(bounce).equals(first(expected)));
        point(
                "hard",
                id,
                bounce.has("hard")
                        && bounce.path("hard").asBoolean()
                                == expected.path("hard").asBoolean());
        point(
                "reason",
                id,
                bounce.path("reason")
                        .asString("")
                        .equals(expected.path("reason").asString()));
    }

    private void point(String what, String id, boolean right) {
        points++;
        if (right) {
            reached++;
        } else {
            missed.add(what + ": " + id);
        }
    }

    private static String first(JsonNode bounce) {
        var status = bounce.path("status").asString("");
        return status.isEmpty() ? "" : status.substring(0, 1);
    }

    private static boolean all(JsonNode texts, Predicate<String> fits) {
        return StreamSupport.stream(texts.spliterator(), false).allMatch(text -> fits.test(text.asString()));
    }

    private static List<String> shas(JsonNode message) {
        return StreamSupport.stream(message.path("leaves").spliterator(), false)
                .map(leaf -> leaf.path("sha").asString())
                .sorted()
                .toList();
    }

    private static String normal(String field, JsonNode value) {
        var text = squeezed(value.asString(""));
        return switch (field) {
            case "from_email" -> text.toLowerCase(Locale.ROOT);
            case "message_id" -> text.replaceAll("^[<>]+|[<>]+$", "");
            default -> text;
        };
    }

    private static String squeezed(String text) {
        return text.replaceAll("(?U)\\s+", " ").strip();
    }

    private static String text(JsonNode body, boolean html) {
        var text = body.asString("");
        if (html) {
            text = text.replaceAll("(?is)<(script|style|head)\\b.*?</\\1>", " ").replaceAll("(?s)<[^>]+>", " ");
            text = Parser.unescapeEntities(text, false);
        }
        return squeezed(text);
    }

    private static double sameWords(String one, String other) {
        var left = words(one);
        var right = words(other);
        var total = left.values().stream().mapToInt(n -> n).sum()
                + right.values().stream().mapToInt(n -> n).sum();
        var common = left.entrySet().stream()
                .mapToInt(word -> Math.min(word.getValue(), right.getOrDefault(word.getKey(), 0)))
                .sum();
        return total == 0 ? 1 : 2.0 * common / total;
    }

    private static Map<String, Integer> words(String text) {
        var words = new HashMap<String, Integer>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.merge(matcher.group(), 1, Integer::sum);
        }
        return words;
    }

    @Override
    public String toString() {
        return "%d of %d points; missed %s".formatted(reached, points, missed);
    }
}
