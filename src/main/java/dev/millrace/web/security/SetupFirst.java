package dev.millrace.web.security;

import dev.millrace.people.Ownership;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** As long as nobody owns the desk every page leads to the set-up. */
final class SetupFirst extends OncePerRequestFilter {

    private static final List<String> NOT_PAGES = List.of("/assets/", "/brand.css", "/favicon.ico", "/health");

    private final Ownership ownership;

    SetupFirst(Ownership ownership) {
        this.ownership = ownership;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (path.equals("/setup") || NOT_PAGES.stream().anyMatch(path::startsWith) || ownership.taken()) {
            chain.doFilter(request, response);
        } else {
            Refused.send(request, response, "/setup");
        }
    }
}
