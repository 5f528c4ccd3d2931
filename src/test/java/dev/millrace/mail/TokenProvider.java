package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands out access tokens for refresh tokens, as a mail provider does. */
final class TokenProvider implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String nextToken = "good token";

    private final HttpServer http;

    private TokenProvider(HttpServer http) {
        this.http = http;
    }

    static TokenProvider start() throws IOException {
        var provider = new TokenProvider(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        provider.http.createContext("/token", provider::answer);
        provider.http.start();
        return provider;
    }

    Renewal renewal(String refreshToken) {
        var uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/token");
        return new Renewal(uri, "millrace", "client secret", refreshToken);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var json = "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(nextToken);
        exchange.sendResponseHeaders(200, json.length());
        try (var out = exchange.getResponseBody()) {
            out.write(json.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
