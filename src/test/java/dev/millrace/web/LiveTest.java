package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServedTest
class LiveTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Test
    @Timeout(30)
    void ofTooManyPagesTheOldestIsHungUpAndTheNewestHears() throws IOException, InterruptedException {
        var linus = new Visitor(port);
        linus.signIn(cast.linus().email(), Cast.PASSWORD);

        try (var http = HttpClient.newHttpClient()) {
            var lines = new ArrayList<HttpResponse<InputStream>>();
            for (var page = 0; page <= Live.LINES_OF_ONE; page++) {
                lines.add(http.send(line(linus), BodyHandlers.ofInputStream()));
            }

            assertThat(lines).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(lines.getFirst().body().readAllBytes()).asString().isEqualTo(": welcome\n\n");
            assertThat(new BufferedReader(new InputStreamReader(lines.getLast().body())).readLine())
                    .isEqualTo(": welcome");
            http.shutdownNow();
        }
    }

    private HttpRequest line(Visitor visitor) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/live?topics=notices"))
                .header("Cookie", "millrace=" + visitor.cookie("millrace"))
                .build();
    }
}
