package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Outage;
import gg.jte.output.StringOutput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 while the database or the disk is away, so that whoever asked knows that the same again works later. Asks
 * neither for anything itself: sessions, the company's name and a person's language are out of reach just then.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class NotNow extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(NotNow.class);
    private static final String SECONDS = "5";

    private final Clock clock;

    NotNow(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!Outage.isBehind(e) || response.isCommitted()) {
                throw e;
            }
            log.warn("{} has to wait: {}", request.getMethod(), reason(e));
            response.resetBuffer();
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
            say(request, response);
        }
    }

    /** A page about an error needs the database, too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var t = new Texts(Locale.ENGLISH, ZoneOffset.UTC, clock);
        if (request.getRequestURI().startsWith("/api/")) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var problem = Map.of(
                    "type",
                    "about:blank",
                    "title",
                    HttpStatus.SERVICE_UNAVAILABLE.getReasonPhrase(),
                    "status",
                    HttpStatus.SERVICE_UNAVAILABLE.value(),
                    "detail",
                    t.of("error.503.text"));
            response.getOutputStream().write(Json.write(problem).getBytes(UTF_8));
            return;
        }
        var shell = new Shell(
                t,
                null,
                null,
                false,
                request.getRequestURI(),
                Look.of(request, null),
                () -> "",
                null,
                null,
                null,
                null,
                Brand.SETTING.fallback(),
                null);
        var page = new StringOutput();
        JteViews.ENGINE.render(
                "layout/error.jte", Map.of("shell", shell, "status", HttpStatus.SERVICE_UNAVAILABLE.value()), page);
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(page.toString().getBytes(UTF_8));
    }

    /** The innermost says it; what the outer ones add is the way it came. */
    private static String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.toString(cause.getMessage(), cause.getClass().getName());
    }
}
