package dev.millrace.web;

import dev.millrace.intake.Channels;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Articles;
import dev.millrace.notices.Announcements;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Pages that everybody sees alike, kept compressed, so that one that many read is made once. Whatever changes them is announced,
 * and then all are forgotten; what changes with the clock alone may be {@link #FRESH} old. Only a page that was offered is kept,
 * and whoever brings a session or any other cookie that a page does not know goes past.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public class KeptPages extends OncePerRequestFilter {

    public static final Duration FRESH = Duration.ofMinutes(1);

    private static final String OFFER = KeptPages.class.getName();
    private static final int MOST_BYTES = 16 << 20;

    /** Cookies that are part of a {@link Key}, or of no page for customers. */
    private static final Set<String> KNOWN_COOKIES = Set.of(Reception.WELCOMED, "zone", "sidebar", "side");

    /** The language to read in is part of a {@link Key}; by which search somebody came is told by the others, and changes nothing. */
    private static final Set<String> KNOWN_PARAMETERS = Set.of("lang", "asked", "from", "of", "typed");

    /** Everything that makes pages at one address differ. */
    private record Key(
            String path,
            String lang,
            Locale locale,
            @Nullable ZoneId zone,
            boolean newcomer,
            boolean secure) {}

    private record Header(String name, List<String> values) {}

    /** @param each what is to be done whenever somebody gets it, such as counting them */
    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    private record Kept(
            Instant since,
            List<Header> headers,
            String type,
            Locale locale,
            byte[] compressed,
            Consumer<HttpServletRequest> each) {}

    private final Map<Key, Kept> pages = new LinkedHashMap<>(16, .75f, true);
    private final Clock clock;
    private int bytes;
    private volatile int age;

    KeptPages(Realtime realtime, Clock clock) {
        this.clock = clock;
        Stream.of(Articles.TOPIC, Settings.TOPIC, Announcements.TOPIC, Channels.TOPIC)
                .forEach(topic -> realtime.listen(topic, _ -> forget()));
    }

    /**
     * Lets the answer to this request be kept for others who have not signed in.
     *
     * @param each what was done for this request and is to be done for each of theirs
     */
    public static void offer(HttpServletRequest request, Consumer<HttpServletRequest> each) {
        request.setAttribute(OFFER, each);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || !request.getRequestURI().startsWith("/help")
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || !cookies(request).map(Cookie::getName).allMatch(KNOWN_COOKIES::contains)
                || !KNOWN_PARAMETERS.containsAll(request.getParameterMap().keySet());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = key(request);
        var kept = kept(key);
        if (kept != null) {
            kept.each().accept(request);
            kept.headers().forEach(header -> {
                response.setHeader(header.name(), header.values().getFirst());
                header.values().stream().skip(1).forEach(value -> response.addHeader(header.name(), value));
            });
            response.setContentType(kept.type());
            response.setLocale(kept.locale());
            if (!new ServletWebRequest(request, response).checkNotModified(response.getHeader(HttpHeaders.ETAG))) {
                write(kept, request, response);
            }
            return;
        }
        var before = age;
        var made = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, made);
        kept = offered(request, made);
        if (kept == null) {
            made.copyBodyToResponse();
            return;
        }
        keep(key, kept, before);
        write(kept, request, response);
    }

    private static Key key(HttpServletRequest request) {
        return new Key(
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getParameter("lang"), ""),
                Texts.locale(request),
                Look.of(request, null).zone(),
                Reception.isNewcomer(request, null, null),
                request.isSecure());
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        return request.getCookies() == null ? Stream.of() : Arrays.stream(request.getCookies());
    }

    @SuppressWarnings("unchecked") // put there by offer
    private @Nullable Kept offered(HttpServletRequest request, ContentCachingResponseWrapper made) throws IOException {
        var each = (Consumer<HttpServletRequest>) request.getAttribute(OFFER);
        if (each == null
                || made.getStatus() != HttpServletResponse.SC_OK
                || made.containsHeader(HttpHeaders.SET_COOKIE)
                || !isForEverybody(made)) {
            return null;
        }
        var headers = new ArrayList<Header>();
        for (var name : made.getHeaderNames()) {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                headers.add(new Header(name, List.copyOf(made.getHeaders(name))));
            }
        }
        return new Kept(
                clock.instant(),
                headers,
                made.getContentType(),
                made.getLocale(),
                compressed(made.getContentAsByteArray()),
                each);
    }

    private static boolean isForEverybody(HttpServletResponse made) {
        var control = made.getHeader(HttpHeaders.CACHE_CONTROL);
        return control != null && control.contains("public");
    }

    private static void write(Kept kept, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var wish = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        var page = kept.compressed();
        if (wish.contains("gzip") && !wish.contains("gzip;q=0")) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        } else {
            page = new GZIPInputStream(new ByteArrayInputStream(page)).readAllBytes();
        }
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private static byte[] compressed(byte[] page) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(page);
        }
        return compressed.toByteArray();
    }

    private @Nullable Kept kept(Key key) {
        synchronized (pages) {
            var kept = pages.get(key);
            return kept == null || kept.since().plus(FRESH).isBefore(clock.instant()) ? null : kept;
        }
    }

    /** Unless something has changed while it was made. */
    private void keep(Key key, Kept kept, int before) {
        synchronized (pages) {
            if (age != before) {
                return;
            }
            var last = pages.put(key, kept);
            bytes += kept.compressed().length - (last == null ? 0 : last.compressed().length);
            var eldest = pages.values().iterator();
            while (bytes > MOST_BYTES && eldest.hasNext()) {
                bytes -= eldest.next().compressed().length;
                eldest.remove();
            }
        }
    }

    private void forget() {
        synchronized (pages) {
            age++;
            pages.clear();
            bytes = 0;
        }
    }
}
