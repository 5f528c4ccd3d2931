package dev.millrace.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Hands mail in by the API as a mail server's gateway does: again and again until the desk says that it has it. */
final class Gateway {

    private static final int TAKEN = 202;
    private static final int LATER = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final String address;
    final Set<Integer> strangeAnswers = ConcurrentHashMap.newKeySet();
    final AtomicInteger refusals = new AtomicInteger();

    Gateway(String token, String address) {
        this.token = token;
        this.address = address;
    }

    /** @param desk the one that answers just now */
    void handOver(Supplier<DeskProcess> desk, Mail mail) {
        var began = System.nanoTime();
        while (!accepted(desk.get(), mail)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new AssertionError("Refused for " + PATIENCE + "; strange answers: " + strangeAnswers);
            }
            refusals.incrementAndGet();
            pause();
        }
    }

    boolean accepted(DeskProcess desk, Mail mail) {
        var request = HttpRequest.newBuilder(desk.at("/api/v1/inbound/mail?channel=" + address))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "message/rfc822")
                .timeout(Duration.ofSeconds(15))
                .POST(BodyPublishers.ofByteArray(mail.bytes()))
                .build();
        try {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != TAKEN && status != LATER) {
                strangeAnswers.add(status);
            }
            return status == TAKEN;
        } catch (IOException deskIsDead) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
