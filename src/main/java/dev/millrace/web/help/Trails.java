package dev.millrace.web.help;

import dev.millrace.kernel.Secrets;
import dev.millrace.knowledge.Searches.Asked;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Lays trails from searches to articles, and finds them again in an address. */
@Component
class Trails {

    private static final Pattern COUNT = Pattern.compile("\\d{1,4}");

    private final Secrets secrets;

    Trails(Secrets secrets) {
        this.secrets = secrets;
    }

    Trail of(Asked asked, Tongue tongue, boolean suggestion) {
        return new Trail(secrets, tongue, asked, suggestion, Trail.HELP);
    }

    /** By which this article was reached, if it was and we laid it. */
    Optional<Trail> read(HttpServletRequest request, long article, Tongue tongue) {
        var words = request.getParameter("asked");
        var signature = request.getParameter("from");
        var results = request.getParameter("of");
        if (words == null
                || signature == null
                || results == null
                || !COUNT.matcher(results).matches()) {
            return Optional.empty();
        }
        var asked = new Asked(tongue.asked(), words, Integer.parseInt(results));
        return Optional.of(of(asked, tongue, request.getParameter("typed") != null))
                .filter(trail -> trail.isSignedBy(signature, article));
    }
}
