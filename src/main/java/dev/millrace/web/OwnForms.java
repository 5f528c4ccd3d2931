package dev.millrace.web;

import dev.millrace.kernel.Desk;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells forms of ours from forged ones where whoever sends them has no session that could hold a token: browsers say themselves which
 * site a request comes from, over TLS in so many words, and else by its name.
 */
@Component
public class OwnForms {

    private final Desk desk;

    OwnForms(Desk desk) {
        this.desk = desk;
    }

    /** What says nothing is no browser, and needs no victim to send what it likes. */
    public boolean sent(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        var host = host(origin);
        // a proxy may ask us by another name than browsers ask it
        return host != null
                && (host.equalsIgnoreCase(request.getServerName())
                        || host.equalsIgnoreCase(desk.publicUrl().getHost()));
    }

    private static @Nullable String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
