package dev.millrace.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/** A program with a token, as the documentation of the API describes one. */
record Program(int port, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What the desk answered. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }

        String body() {
            return response.body();
        }

        /** By JSON pointer; empty when it is null or not there. */
        String at(String pointer) {
            var value = json().at(pointer);
            return value.isNull() || value.isMissingNode()
                    ? ""
                    : value.isValueNode() ? value.asString() : value.toString();
        }

        JsonNode json() {
            return Json.tree(body());
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json, String... headers) {
        return send(with(request(path), headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    Answer mail(String channel, String raw) {
        return send(request("/api/v1/inbound/mail?channel=" + URLEncoder.encode(channel, UTF_8))
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofString(raw)));
    }

    /** What comes over the line while the rest of the body is still owed. */
    String beginsToPost(String path, String length, String begin) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            var head =
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s\r\n\r\n";
            var out = socket.getOutputStream();
            out.write((head.formatted(path, token, length) + begin).getBytes(UTF_8));
            out.flush();
            var answer = new StringBuilder();
            for (var next = socket.getInputStream().read();
                    next >= 0 && next != '}';
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
            return answer.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
