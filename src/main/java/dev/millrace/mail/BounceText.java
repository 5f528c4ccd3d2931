package dev.millrace.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The part of a bounce that a person is meant to read: what the server says, before the copy of the original. */
record BounceText(String notice, String original) {

    private static final int LONGEST_NOTICE = 12_000;

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,120}[A-Za-z0-9]");

    private static final Pattern SEPARATOR = Pattern.compile(
            "[\\s\\-=_*+>]*(?:(?:this is|here is|here's|below this line is|the following is|included below is|below is|start of)? ?(?:a|the)? ?copy of (?:the|your) (?:original )?(?:message|mail)"
                    + "|(?:the )?original message(?: headers?| follows| text| attached)?|original mail|unsent message below|returned message|undelivered message|message headers? follow[s]?"
                    + "|message header|header of the original|the headers of the original|your (?:original )?message (?:follows|reads|is below)|start of (?:forwarded|returned|original) message"
                    + "|the text of the original message|diagnostic information|rejected message|forwarded message|"
                    + "исходное сообщение|текст (?:вашего )?письма|元のメッセージ|ursprüngliche nachricht|message d'origine|message original)\\b?.{0,80}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern HEADER_LINE = Pattern.compile(
            "(?:Return-Path|Received|Message-ID|Delivered-To|X-[A-Za-z-]+|DKIM-Signature|From|Date|Subject|To|MIME-Version|Content-Type|Reply-To):.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ORIGIN =
            Pattern.compile("(?:Return-Path|Received|Message-ID|From|Delivered-To):", Pattern.CASE_INSENSITIVE);

    static BounceText of(String text) {
        var lines = text.split("\n", -1);
        var cut = cut(lines);
        var notice = String.join("\n", List.of(lines).subList(0, cut));
        var original = String.join("\n", List.of(lines).subList(cut, lines.length));
        return new BounceText(
                notice.length() > LONGEST_NOTICE ? notice.substring(0, LONGEST_NOTICE) : notice, original);
    }

    private static int cut(String[] lines) {
        for (var i = 1; i < lines.length; i++) {
            var line = lines[i];
            if (line.length() > 160) {
                continue;
            }
            if (startsHeaders(lines, i)) {
                return i;
            }
            if (SEPARATOR.matcher(line).matches() && headersSoonAfter(lines, i)) {
                return i;
            }
        }
        return lines.length;
    }

    private static boolean startsHeaders(String[] lines, int index) {
        return HEADER_LINE.matcher(lines[index]).matches()
                && (lines[index - 1].isBlank() || lines[index - 1].startsWith("---"))
                && headers(lines, index) >= 3
                && holdsOrigin(lines, index);
    }

    /** To, Date and Subject alone may be the report's own summary. */
    private static boolean holdsOrigin(String[] lines, int from) {
        for (var i = from; i < Math.min(lines.length, from + 12) && !lines[i].isBlank(); i++) {
            if (ORIGIN.matcher(lines[i].strip()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static boolean headersSoonAfter(String[] lines, int index) {
        for (var i = index + 1; i < Math.min(lines.length, index + 8); i++) {
            if (headers(lines, i) >= 2) {
                return true;
            }
        }
        return false;
    }

    private static int headers(String[] lines, int from) {
        var count = 0;
        for (var i = from; i < Math.min(lines.length, from + 12) && !lines[i].isBlank(); i++) {
            count += lines[i].length() < 2_000
                            && HEADER_LINE.matcher(lines[i].strip()).matches()
                    ? 1
                    : 0;
        }
        return count;
    }

    /** Each address the notice blames, with what is said after it. */
    Map<String, String> blamed(List<String> sendersOwn) {
        var found = new LinkedHashMap<String, StringBuilder>();
        StringBuilder current = null;
        var before = "";
        for (var line : notice.split("\n")) {
            var continued = before.endsWith("(expanded from") || before.endsWith("(generated from");
            var address = line.length() < 1_000 && !continued ? leading(line, sendersOwn) : "";
            before = line.stripTrailing();
            if (!address.isEmpty()) {
                current = found.computeIfAbsent(address.toLowerCase(Locale.ROOT), _ -> new StringBuilder());
            }
            if (current != null) {
                current.append(line).append('\n');
            }
        }
        var result = new LinkedHashMap<String, String>();
        found.forEach((address, text) -> result.put(address, text.toString()));
        return result;
    }

    /** A line that begins with an address: {@code <ada@example.org>:}, a list entry, "To: ada@…". */
    private static String leading(String line, List<String> sendersOwn) {
        var matcher = ADDRESS.matcher(line);
        if (!matcher.find() || sendersOwn.contains(matcher.group().toLowerCase(Locale.ROOT))) {
            return "";
        }
        var before = line.substring(0, matcher.start()).strip().toLowerCase(Locale.ROOT);
        var short_ = before.replaceAll("[<\"'*(\\[>|«:-]", "").strip();
        return short_.isEmpty()
                        || List.of(
                                        "recipient",
                                        "rcpt to",
                                        "user",
                                        "address",
                                        "failed recipient",
                                        "final-recipient: rfc822;",
                                        "an",
                                        "failed addresses follow",
                                        "recipient address",
                                        "undeliverable to",
                                        "undeliverable address",
                                        "adresse",
                                        "0",
                                        "1",
                                        "2")
                                .contains(short_)
                ? matcher.group()
                : "";
    }

    static List<String> addresses(String text) {
        var result = new ArrayList<String>();
        var matcher = ADDRESS.matcher(text);
        while (matcher.find() && result.size() < 100) {
            result.add(matcher.group());
        }
        return result;
    }
}
