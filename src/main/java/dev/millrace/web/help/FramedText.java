package dev.millrace.web.help;

import org.jsoup.Jsoup;

/** An article's text inside a frame: its links to other articles stay in the frame, all others open beside the page around it. */
public final class FramedText {

    private static final String ARTICLES = "/help/articles/";

    private FramedText() {}

    /** @param html as it is safe on a page of ours */
    public static String of(String html, String home, Tongue tongue) {
        var text = Jsoup.parseBodyFragment(html);
        text.outputSettings().prettyPrint(false);
        for (var link : text.select("a[href]")) {
            var leads = link.attr("href");
            if (leads.startsWith(ARTICLES)) {
                var cut = leads.indexOf('#');
                var path = home + leads.substring(Trail.HELP.length(), cut < 0 ? leads.length() : cut);
                link.attr("href", tongue.in(path) + (cut < 0 ? "" : leads.substring(cut)));
            } else if (!leads.startsWith("#")) {
                link.attr("target", "_blank").attr("rel", "noopener noreferrer nofollow");
            }
        }
        return text.body().html();
    }
}
