package dev.millrace.web.help;

import dev.millrace.knowledge.ArticleId;
import dev.millrace.knowledge.Readers;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Searches;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Writes down what visitors read and ask for, in the help centre and in the widget alike. */
@Component
class Footfall {

    private final Readings readings;
    private final Readers readers;
    private final Searches searches;
    private final Trails trails;

    Footfall(Readings readings, Readers readers, Searches searches, Trails trails) {
        this.readings = readings;
        this.readers = readers;
        this.searches = searches;
        this.trails = trails;
    }

    void asked(HttpServletRequest request, Guest guest, Searches.Asked asked) {
        if (isLooking(request, guest)) {
            searches.asked(guest.reader(readers, request), asked);
        }
    }

    void read(HttpServletRequest request, Guest guest, ArticleId article, long number, Tongue tongue) {
        if (isLooking(request, guest)) {
            var reader = guest.reader(readers, request);
            readings.read(article, reader);
            trails.read(request, number, tongue)
                    .ifPresent(trail -> searches.opened(reader, trail.asked(), article, trail.suggestion()));
        }
    }

    private static boolean isLooking(HttpServletRequest request, Guest guest) {
        return request.getMethod().equals("GET") && guest.counts(request);
    }
}
