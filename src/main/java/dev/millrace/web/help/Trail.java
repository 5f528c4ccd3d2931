package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Secrets;
import dev.millrace.knowledge.KnowledgeSearch.Hit;
import dev.millrace.knowledge.Searches.Asked;
import java.net.URLEncoder;

/**
 * What leads from a search to its results: each link carries what was asked, signed, so that nobody but us can write into the log.
 *
 * @param suggestion whether it was still being typed
 * @param home of the pages it stays on: the help centre or, in a site's frame, the widget
 */
public record Trail(Secrets secrets, Tongue tongue, Asked asked, boolean suggestion, String home) {

    static final String HELP = "/help";

    private static final String PURPOSE = "help-search";
    private static final int SIGNATURE = 16;

    /** Where a result leads, to the passage. */
    public String href(Hit hit) {
        var article = hit.article();
        var path = tongue.in(home + article.path().substring(HELP.length()));
        var anchor = hit.passage().anchor();
        return path + (path.contains("?") ? "&" : "?") + "asked=" + URLEncoder.encode(asked.words(), UTF_8) + "&of="
                + asked.results()
                + (suggestion ? "&typed=1" : "") + "&from="
                + secrets.sign(PURPOSE, signed(article.number()), SIGNATURE) + (anchor.isEmpty() ? "" : "#" + anchor);
    }

    Trail within(String home) {
        return new Trail(secrets, tongue, asked, suggestion, home);
    }

    boolean isSignedBy(String signature, long article) {
        return signature.length() == SIGNATURE && secrets.verify(PURPOSE, signed(article), signature);
    }

    private String signed(long article) {
        return article + "\n" + suggestion + "\n" + asked.language() + "\n" + asked.results() + "\n" + asked.words();
    }
}
