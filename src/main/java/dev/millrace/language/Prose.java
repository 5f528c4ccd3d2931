package dev.millrace.language;

import java.util.regex.Pattern;

/**
 * The part of a text that somebody phrased: links, mail addresses and remains of HTML become blanks, so that whatever is
 * found stands where it stood in the text.
 */
final class Prose {

    /** No pattern looks further than a bounded distance, so that a megabyte of "&lt;" costs what a megabyte of prose does. */
    private static final Pattern MARKUP =
            Pattern.compile("</?[a-zA-Z!][^<>]{0,500}>|&[a-zA-Z]{2,8};|&#[0-9a-fA-Fx]{1,7};");

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]{1,64}+(?:\\.[\\w-]{1,64}+){1,8}");

    /** ORD-12345, 4711-A, a1b2c3: a run of letters, digits and joints that holds a digit. */
    private static final Pattern CODE = Pattern.compile("#?(?<![\\w-])(?=[\\w-]{0,60}\\d)[\\w-]{1,60}+");

    private Prose() {}

    /** Of the first {@code most} characters. */
    static String of(String text, int most) {
        return without(ADDRESS, without(LINK, without(MARKUP, beginning(text, most))));
    }

    /** Of the first {@code most} characters, without numbers and codes. */
    static String withoutCodes(String text, int most) {
        return without(CODE, of(text, most));
    }

    /** Up to the end of a word, where there are any. */
    private static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = text.lastIndexOf(' ', most);
        return text.substring(0, end > most / 2 ? end : most);
    }

    private static String without(Pattern what, String text) {
        return what.matcher(text).replaceAll(found -> " ".repeat(found.end() - found.start()));
    }
}
