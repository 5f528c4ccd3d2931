package dev.millrace.mail;

/** Writes text line by line: runs of white space become one, empty lines at most one, quoted lines get their {@code >}. */
final class TextWriter {

    private static final int DEEPEST_QUOTE = 20;

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int quote;
    private int quoteBefore;
    private int written;
    private boolean emptyLineWanted;
    private boolean space;

    void words(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                space = true;
            } else if (c == '\u00A0') {
                put(' ');
            } else if (c != '\u200B' && c != '\u00AD' && c != '\uFEFF' && c != '\u200C' && c != '\u034F') {
                put(c);
            }
        }
    }

    private void put(char c) {
        if (space && !line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
            line.append(' ');
        }
        space = false;
        line.append(c);
    }

    void preformatted(String text) {
        var lines = text.replace("\r\n", "\n").split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            if (i > 0) {
                lineBreak();
            }
            line.append(lines[i]);
            space = false;
        }
    }

    void start(String bullet) {
        line.append(bullet);
    }

    void cell() {
        if (!line.isEmpty()) {
            line.append(line.charAt(line.length() - 1) == ' ' ? "" : " ");
            space = false;
        }
    }

    void line(String text) {
        block(false);
        line.append(text);
        block(false);
    }

    /** Ends the line, even an empty one. */
    void lineBreak() {
        if (line.toString().isBlank()) {
            emptyLineWanted |= written > 0;
            line.setLength(0);
        } else {
            flush();
        }
        space = false;
    }

    /** Ends the line if something is on it. */
    void block(boolean apart) {
        if (!line.toString().isBlank()) {
            flush();
        }
        line.setLength(0);
        space = false;
        emptyLineWanted |= apart && written > 0;
    }

    void quote(int change) {
        block(true);
        quote += change;
    }

    private void flush() {
        var prefix = ">".repeat(Math.min(quote, DEEPEST_QUOTE));
        if (emptyLineWanted) {
            out.append(">".repeat(Math.min(Math.min(quote, quoteBefore), DEEPEST_QUOTE)))
                    .append('\n');
            emptyLineWanted = false;
        }
        out.append(prefix)
                .append(prefix.isEmpty() ? "" : " ")
                .append(stripEnd(line))
                .append('\n');
        line.setLength(0);
        quoteBefore = quote;
        written++;
    }

    private static String stripEnd(CharSequence text) {
        return text.toString().stripTrailing();
    }

    String text() {
        block(false);
        return out.toString().strip();
    }
}
