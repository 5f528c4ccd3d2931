package dev.millrace.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** How the doors say no: a browser is shown the way in, a program gets a problem (RFC 9457). */
final class Refused {

    private Refused() {}

    /** To the sign-in page, the customers' or ours, and after it back to where they wanted to go. */
    static void showSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = request.getQueryString();
        var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        var back = HttpMethod.GET.matches(request.getMethod()) && !fromScript(request);
        var door = wanted.startsWith("/help/") ? "/help/sign-in" : "/sign-in";
        send(request, response, door + (back ? "?next=" + URLEncoder.encode(wanted, UTF_8) : ""));
    }

    static void send(HttpServletRequest request, HttpServletResponse response, String path) {
        if (fromScript(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", path);
            return;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, path);
    }

    static void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.write(problem).getBytes(UTF_8));
    }

    private static boolean fromScript(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
