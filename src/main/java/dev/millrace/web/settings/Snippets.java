package dev.millrace.web.settings;

import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/** Ready-made words that tell customers where help is: for the website, below mails, for a post. */
final class Snippets {

    private Snippets() {}

    /** By the key of what each is for. */
    static Map<String, String> of(String company, String base, Texts t) {
        var help = base + "/help";
        var snippets = new LinkedHashMap<String, String>();
        snippets.put(
                "website",
                "<a href=\"%s\">%s</a>"
                        .formatted(
                                HtmlUtils.htmlEscape(help), HtmlUtils.htmlEscape(t.of("announcements.snippet.link"))));
        snippets.put("signature", t.of("announcements.snippet.signature.text", company, help, base + "/help/tickets"));
        snippets.put("social", t.of("announcements.snippet.social.text", company, help));
        snippets.put(
                "mail",
                t.of("announcements.snippet.mail.text", company, help, base + "/help/tickets", base + "/contact"));
        return snippets;
    }
}
