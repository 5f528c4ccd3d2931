package dev.millrace.mail;

/** Puts the soft-wrapped lines of {@code format=flowed} (RFC 3676) back together. */
final class FlowedText {

    private FlowedText() {}

    static String unwrap(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        var openDepth = -1;
        var first = true;
        for (var line : text.split("\n", -1)) {
            var depth = depth(line);
            var content = line.startsWith(" ", depth) ? line.substring(depth + 1) : line.substring(depth);
            var signature = content.equals("-- ");
            if (depth != openDepth || signature) {
                out.append(first ? "" : "\n")
                        .append(">".repeat(depth))
                        .append(depth > 0 && !content.isEmpty() ? " " : "");
            }
            var soft = content.endsWith(" ") && !signature;
            out.append(soft && deleteSpace ? content.substring(0, content.length() - 1) : content);
            openDepth = soft ? depth : -1;
            first = false;
        }
        return out.toString();
    }

    private static int depth(String line) {
        var depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }
}
