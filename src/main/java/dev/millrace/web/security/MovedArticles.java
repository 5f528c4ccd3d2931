package dev.millrace.web.security;

import dev.millrace.knowledge.HelpCentre;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads from where an article stood in the desk that was left to where it stands now. Only addresses that nothing else has are
 * looked up, so no article can take the place of a page.
 */
final class MovedArticles extends OncePerRequestFilter {

    private static final int LONGEST = 500;

    private final HelpCentre help;

    MovedArticles(HelpCentre help) {
        this.help = help;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var number = path.length() > LONGEST ? Optional.<Long>empty() : help.moved(path);
        if (number.isPresent()) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader(HttpHeaders.LOCATION, "/help/articles/" + number.get());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD") || Routes.isPage(request);
    }
}
