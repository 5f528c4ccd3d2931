package dev.millrace.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files that old programs write into the text itself: {@code begin 644 name … end}. */
final class Uuencode {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (\\S.{0,254})");

    private Uuencode() {}

    record File(String name, byte[] bytes) {}

    /** The text without its files, and the files. */
    record Found(String text, List<File> files) {}

    static Found find(String text) {
        if (!text.contains("begin ")) {
            return new Found(text, List.of());
        }
        var kept = new StringBuilder(text.length());
        var files = new ArrayList<File>();
        var lines = text.split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var begin = BEGIN.matcher(lines[i].strip());
            var end = begin.matches() ? end(lines, i + 1) : -1;
            if (end < 0) {
                kept.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
            } else {
                files.add(new File(begin.group(1).strip(), decode(lines, i + 1, end)));
                i = end;
            }
        }
        return files.isEmpty() ? new Found(text, files) : new Found(kept.toString(), files);
    }

    /** A part whose transfer encoding is uuencode: its first file, or its bytes as they are when it holds none. */
    static byte[] decodeAll(byte[] bytes) {
        var files = find(new String(bytes, StandardCharsets.ISO_8859_1)).files();
        return files.isEmpty() ? bytes : files.getFirst().bytes();
    }

    /** The line that says end, if everything up to it looks like uuencoding. */
    private static int end(String[] lines, int from) {
        for (var i = from; i < lines.length; i++) {
            var line = stripEnd(lines[i]);
            if (line.equals("end")) {
                return i > from ? i : -1;
            }
            if (!line.isEmpty() && !plausible(line)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean plausible(String line) {
        var length = line.charAt(0) - ' ' & 0x3F;
        return line.charAt(0) >= ' ' && line.charAt(0) <= '`' && line.length() - 1 <= (length + 2) / 3 * 4 + 4;
    }

    private static byte[] decode(String[] lines, int from, int to) {
        var out = new ByteArrayOutputStream();
        for (var i = from; i < to; i++) {
            var line = stripEnd(lines[i]);
            var length = line.isEmpty() ? 0 : line.charAt(0) - ' ' & 0x3F;
            for (int at = 1, written = 0; written < length; at += 4, written += 3) {
                var bits = six(line, at) << 18 | six(line, at + 1) << 12 | six(line, at + 2) << 6 | six(line, at + 3);
                for (var b = 0; b < Math.min(3, length - written); b++) {
                    out.write(bits >> 16 - 8 * b);
                }
            }
        }
        return out.toByteArray();
    }

    private static int six(String line, int at) {
        return at < line.length() ? line.charAt(at) - ' ' & 0x3F : 0;
    }

    /** Only the line end: a space is a digit here. */
    private static String stripEnd(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
