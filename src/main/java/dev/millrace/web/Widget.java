package dev.millrace.web;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The button that opens the help centre on the company's own website.
 *
 * @param sites whose pages may show it, as browsers name them: {@code https://shop.example}
 * @param label of the button; empty for the desk's own word
 * @param left in which lower corner it stands
 */
public record Widget(boolean on, List<String> sites, String label, boolean left) {

    public static final Settings.Key<Widget> KEY =
            new Settings.Key<>("widget", Widget.class, new Widget(false, List.of(), "", false));

    public static final int LONGEST_LABEL = 30;

    private static final int MOST_SITES = 20;
    private static final int LONGEST_LINE = 300;
    private static final Pattern SITE = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[::1])(?::\\d{1,5})?");
    private static final Pattern TYPED =
            Pattern.compile("(?i)(https?)://([^\\s/?#@:\\[\\]]+|\\[::1])(?::(\\d{1,5}))?(/.*|[?#].*)?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    /** What is stored goes into a header: nothing but origins. */
    public Widget {
        sites = List.copyOf(new LinkedHashSet<>(sites));
        if (!sites.stream().allMatch(site -> SITE.matcher(site).matches())) {
            throw new Invalid("sites", "A site is written like https://shop.example.");
        }
        if (sites.size() > MOST_SITES) {
            throw new Invalid("sites", "Up to %d sites can show the button.".formatted(MOST_SITES));
        }
        if (on && sites.isEmpty()) {
            throw new Invalid("sites", "Name at least one site that may show the button.");
        }
        if (label.length() > LONGEST_LABEL) {
            throw new Invalid("label", "A label has up to %d characters.".formatted(LONGEST_LABEL));
        }
    }

    /** As it was typed, one site a line. */
    public static Widget of(boolean on, String typed, String label, boolean left) {
        var sites = new ArrayList<String>();
        var lines = typed.split("\\R", -1);
        for (var at = 0; at < lines.length; at++) {
            var line = lines[at].strip();
            if (!line.isEmpty()) {
                sites.add(site(line, at + 1));
            }
        }
        return new Widget(
                on, sites, label.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip(), left);
    }

    private static String site(String line, int at) {
        var typed = TYPED.matcher(line);
        if (line.length() > LONGEST_LINE || !typed.matches()) {
            throw wrong(at, line, "is no address of a site. Write it like https://shop.example.");
        }
        var rest = typed.group(4);
        if (rest != null && !rest.equals("/")) {
            throw wrong(at, line, "is the address of a page. Leave out what stands after the site's name.");
        }
        var scheme = typed.group(1).toLowerCase(Locale.ROOT);
        var host = ascii(typed.group(2));
        if (!host.equals("[::1]") && !NAME.matcher(host).matches()) {
            throw wrong(at, line, "is no name of a site. Stars and the like are not taken: name each site.");
        }
        if (scheme.equals("http") && !isThisMachine(host)) {
            throw wrong(
                    at, line, "begins with http. Only https is taken, since anybody on the way could change the page.");
        }
        var port = typed.group(3);
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
            throw wrong(at, line, "names a port that does not exist.");
        }
        var usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host
                + (port == null || Integer.parseInt(port) == usual ? "" : ":" + Integer.parseInt(port));
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("127.0.0.1")
                || host.equals("[::1]");
    }

    private static Invalid wrong(int at, String line, String why) {
        var shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        return new Invalid("sites", "Line %d: “%s” %s".formatted(at, shown, why));
    }
}
