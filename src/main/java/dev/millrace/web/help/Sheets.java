package dev.millrace.web.help;

import dev.millrace.knowledge.ArticleId;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.Rendered;
import dev.millrace.knowledge.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Articles as they were rendered for the last readers: a version never changes. */
@Component
class Sheets {

    private static final int MOST = 500;

    private record Of(ArticleId article, String language, int version) {}

    private final Map<Of, Rendered> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, Rendered> eldest) {
            return size() > MOST;
        }
    });

    Rendered of(Version version) {
        var key = new Of(version.article(), version.language(), version.version());
        var known = kept.get(key);
        if (known != null) {
            return known;
        }
        var rendered = Markdown.render(version.wording().body());
        kept.put(key, rendered);
        return rendered;
    }
}
