package dev.millrace.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Set;

/** The words of a rich text document, without its looks: enough to read what an Outlook user wrote. */
final class RtfText {

    private static final Set<String> NOT_TEXT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "themedata",
            "listtable",
            "generator",
            "htmltag",
            "mhtmltag");

    private final String rtf;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ArrayDeque<Boolean> hidden = new ArrayDeque<>();
    private boolean skip;
    private String charset = "windows-1252";
    private int at;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    static String of(String rtf) {
        var reader = new RtfText(rtf);
        reader.read();
        return reader.out.toString().strip();
    }

    private void read() {
        while (at < rtf.length()) {
            var c = rtf.charAt(at++);
            switch (c) {
                case '{' -> hidden.push(skip);
                case '}' -> skip = !hidden.isEmpty() && hidden.pop();
                case '\\' -> control();
                case '\r', '\n', '\0' -> {}
                default -> text(String.valueOf(c));
            }
        }
        flush();
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        var c = rtf.charAt(at);
        if (c == '\'') {
            hex();
        } else if (!Character.isLetter(c)) {
            at++;
            if (c == '*') {
                skip = true;
            } else if (c == '~') {
                text(" ");
            } else if ("\\{}".indexOf(c) >= 0) {
                text(String.valueOf(c));
            }
        } else {
            word();
        }
    }

    private void hex() {
        if (at + 2 < rtf.length() && rtf.substring(at + 1, at + 3).matches("[0-9a-fA-F]{2}") && !skip) {
            bytes.write(Integer.parseInt(rtf, at + 1, at + 3, 16));
        }
        at = Math.min(at + 3, rtf.length());
    }

    private void word() {
        var start = at;
        while (at < rtf.length() && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        var word = rtf.substring(start, at);
        var digits = at;
        while (at < rtf.length()
                && at - digits < 8
                && (Character.isDigit(rtf.charAt(at)) || at == digits && rtf.charAt(at) == '-')) {
            at++;
        }
        var number = rtf.substring(digits, at).matches("-?\\d{1,6}") ? Integer.parseInt(rtf.substring(digits, at)) : 0;
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        obey(word, number);
    }

    private void obey(String word, int number) {
        switch (word) {
            case "par", "line", "row" -> text("\n");
            case "tab", "cell" -> text("\t");
            case "ansicpg" -> charset = "windows-" + number;
            case "u" -> {
                text(String.valueOf((char) number));
                at += at < rtf.length() && rtf.charAt(at) == '?' ? 1 : 0;
            }
            default -> skip |= NOT_TEXT.contains(word);
        }
    }

    private void text(String text) {
        if (!skip) {
            flush();
            out.append(text);
        }
    }

    private void flush() {
        if (bytes.size() > 0) {
            var declared = CharsetNames.named(charset);
            out.append(new String(bytes.toByteArray(), declared == null ? StandardCharsets.ISO_8859_1 : declared));
            bytes.reset();
        }
    }
}
