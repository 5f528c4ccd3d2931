package dev.millrace.language;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The words of a plain text one after the other; punctuation and Chinese characters are words of their own. */
final class Words implements Iterable<String> {

    private final String text;

    Words(String text) {
        this.text = text;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {

            private int at = skipSpace(0);

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var end = end(at);
                var word = text.substring(at, end);
                at = skipSpace(end);
                return word;
            }
        };
    }

    private int end(int start) {
        var c = text.codePointAt(start);
        var end = start + Character.charCount(c);
        if (standsAlone(c)) {
            return end;
        }
        while (end < text.length()) {
            c = text.codePointAt(end);
            if (isSpace(c) || standsAlone(c)) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private int skipSpace(int from) {
        var at = from;
        while (at < text.length() && isSpace(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static boolean standsAlone(int c) {
        return isPunctuation(c) || isChinese(c);
    }

    /** As BERT sees it: every ASCII sign that is neither letter nor digit, and what Unicode calls punctuation. */
    private static boolean isPunctuation(int c) {
        if (c < 128) {
            return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
