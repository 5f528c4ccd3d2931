package dev.millrace.knowledge;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpCentre.Listed;
import org.springframework.stereotype.Component;

/** The addresses of articles as they stand in mails and answers. */
@Component
public class ArticleLinks {

    private final Settings settings;
    private final String base;

    ArticleLinks(Settings settings, Desk desk) {
        this.settings = settings;
        this.base = desk.publicUrl().toString().replaceAll("/+$", "");
    }

    /** Where it is read in the language that it was found in. */
    public String to(Listed article) {
        var first = settings.get(HelpLanguages.KEY).first();
        return base + article.path() + (article.language().equals(first) ? "" : "?lang=" + article.language());
    }
}
