package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Secrets;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Opens what a mailbox signs in with, and renews its access token before it runs out. */
@Component
class SignIns {

    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<MailboxId, ReentrantLock> renewing = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final MailboxStore store;
    private final Secrets secrets;
    private final Clock clock;

    SignIns(MailboxStore store, Secrets secrets, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Both sides of a mailbox ask at the same time; one renews. */
    SignIn of(Mailbox mailbox) throws MessagingException {
        var lock = renewing.computeIfAbsent(mailbox.id(), _ -> new ReentrantLock());
        lock.lock();
        try {
            var kept = stored(mailbox);
            if (kept.renewal() == null || isFresh(kept)) {
                return kept;
            }
            var renewed = renewed(kept.renewal());
            store.keepSecrets(mailbox.id(), mailbox.version(), secrets.seal(renewed.write()));
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    /** For a trial: renewed if it has to be, and kept nowhere. */
    SignIn fresh(SignIn given) throws MessagingException {
        return given.renewal() == null || isFresh(given) ? given : renewed(given.renewal());
    }

    private SignIn stored(Mailbox mailbox) throws MessagingException {
        var sealed = store.secrets(mailbox.id())
                .orElseThrow(() -> new AuthenticationFailedException("The mailbox was removed"));
        return SignIn.read(secrets.open(sealed));
    }

    private boolean isFresh(SignIn signIn) {
        return signIn.expiresAt() != null && clock.instant().plus(AHEAD).isBefore(signIn.expiresAt());
    }

    private SignIn renewed(Renewal renewal) throws MessagingException {
        var answer = ask(renewal.tokenUri(), form(renewal));
        var token = answer.path("access_token").asString("");
        if (token.isEmpty()) {
            throw new AuthenticationFailedException("invalid_token: the provider answered "
                    + Trouble.oneLine(answer.path("error").asString("without a token")));
        }
        var seconds = answer.path("expires_in").asLong(3600);
        var refreshToken = answer.path("refresh_token").asString(renewal.refreshToken());
        return new SignIn(
                token,
                token,
                new Renewal(renewal.tokenUri(), renewal.clientId(), renewal.clientSecret(), refreshToken),
                clock.instant().plusSeconds(seconds));
    }

    private JsonNode ask(URI uri, String form) throws MessagingException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return Json.tree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new MessagingException("The token could not be renewed at " + uri.getHost(), e);
        } catch (JacksonException e) {
            throw new MessagingException("%s did not answer as a token server does".formatted(uri.getHost()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingException("Interrupted", e);
        }
    }

    private static String form(Renewal renewal) {
        return Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", renewal.refreshToken(),
                        "client_id", renewal.clientId(),
                        "client_secret", renewal.clientSecret())
                .entrySet()
                .stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
