package dev.millrace.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the browser what our pages may load: our own files and nothing else, nothing inline, inside no other site's frame. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Headers extends OncePerRequestFilter {

    private static final String FRAMED = Headers.class.getName() + ".framed";
    private static final String NO_FRAME = "frame-ancestors 'none'";

    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "media-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            NO_FRAME,
            "base-uri 'none'");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        chain.doFilter(request, response);
    }

    /** For one page whose reader asked for a message's images. */
    public static void allowRemoteImages(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                CONTENT_SECURITY_POLICY.replace("img-src 'self' data:", "img-src 'self' data: https:"));
    }

    /**
     * For the pages of the widget, which are made to be shown inside these sites. Said page by page, so that whatever else is at
     * such an address, a refusal say, stays as closed as all others.
     */
    public static void allowFrames(HttpServletRequest request, HttpServletResponse response, List<String> sites) {
        request.setAttribute(FRAMED, true);
        response.setHeader(
                "Content-Security-Policy",
                CONTENT_SECURITY_POLICY.replace(NO_FRAME, "frame-ancestors " + String.join(" ", sites)));
    }

    /** Whether the page that answers this request is one of those; {@code X-Frame-Options} cannot name sites. */
    public static boolean isFramed(HttpServletRequest request) {
        return request.getAttribute(FRAMED) != null;
    }
}
