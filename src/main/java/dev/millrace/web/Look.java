package dev.millrace.web;

import static dev.millrace.people.Agent.Density.COMFORTABLE;
import static dev.millrace.people.Agent.Theme.AUTO;

import dev.millrace.people.Agent.Density;
import dev.millrace.people.Agent.Theme;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** How a reader likes their pages: theme and density are the person's, what is folded and the time zone the browser's. */
public record Look(
        Theme theme,
        Density density,
        boolean sidebarFolded,
        boolean sideFolded,
        @Nullable ZoneId zone) {

    public static final Look PLAIN = new Look(AUTO, COMFORTABLE, false, false, null);

    static Look of(HttpServletRequest request, @Nullable SignedIn viewer) {
        return new Look(
                viewer == null ? AUTO : viewer.theme(),
                viewer == null ? COMFORTABLE : viewer.density(),
                "folded".equals(cookie(request, "sidebar")),
                "folded".equals(cookie(request, "side")),
                zone(cookie(request, "zone")));
    }

    /** The value of {@code data-side} on a page with a context side. */
    public String side() {
        return sideFolded ? "folded" : "open";
    }

    private static @Nullable ZoneId zone(String name) {
        try {
            return name.isEmpty() ? null : ZoneId.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }

    private static String cookie(HttpServletRequest request, String name) {
        var cookie = WebUtils.getCookie(request, name);
        return cookie == null ? "" : cookie.getValue();
    }
}
