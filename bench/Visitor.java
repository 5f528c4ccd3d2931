import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks the desk by HTTP, as a browser with a session or as a program with a token. Every unexpected answer throws. */
final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Desk desk;
    private String cookie = "";
    private String token = "";

    Visitor(Desk desk) {
        this.desk = desk;
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        submit("/sign-in", "/sign-in", Map.of("email", email, "password", password));
    }

    void use(String apiToken) {
        token = apiToken;
    }

    /** Fills in a form found on {@code page} and sends it to {@code action}. */
    void submit(String page, String action, Map<String, String> fields) throws IOException, InterruptedException {
        var form = CSRF.matcher(page(page));
        if (!form.find()) {
            throw new IOException("There is no form on " + page);
        }
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "_csrf=" + form.group(1) + "&", ""));
        send(
                request(action)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                303,
                302);
    }

    String page(String path) throws IOException, InterruptedException {
        var answer = send(request(path).build(), 200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** As browsers ask: compressed. Answers how many bytes came. */
    int compressed(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept-Encoding", "gzip").build(), 200).body().length;
    }

    String post(String path, String type, String body, int expected) throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build();
        return new String(send(request, expected).body(), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(desk.at(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        } else if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request, int... expected) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        for (var status : expected) {
            if (answer.statusCode() == status) {
                return answer;
            }
        }
        throw new IOException("%s %s answered %d".formatted(request.method(), path(request.uri()), answer.statusCode()));
    }

    private static String path(URI uri) {
        return uri.getPath();
    }
}
