package dev.millrace.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Idempotency;
import dev.millrace.kernel.Idempotency.Answer;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.ApiToken;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers a write in one transaction; with an {@code Idempotency-Key} the same request writes once and answers the same. */
@Component
class Once {

    private static final String HEADER = "Idempotency-Key";
    private static final int KEY_LIMIT = 255;

    private final Idempotency idempotency;
    private final TransactionTemplate transaction;

    Once(Idempotency idempotency, TransactionTemplate transaction) {
        this.idempotency = idempotency;
        this.transaction = transaction;
    }

    ResponseEntity<String> answer(
            HttpServletRequest request, ApiToken token, Object asked, HttpStatus status, Supplier<Object> write) {
        var answer = transaction.execute(_ -> {
            var key = key(request);
            return key == null
                    ? new Answer("", status.value(), Json.write(write.get()))
                    : once(token.id().value().toString(), key, fingerprint(request, asked), status, write);
        });
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    private Answer once(String who, String key, String fingerprint, HttpStatus status, Supplier<Object> write) {
        var earlier = idempotency.claim(who, key);
        if (earlier.isPresent()) {
            if (!earlier.get().fingerprint().equals(fingerprint)) {
                throw new Conflict("This Idempotency-Key was used for a different request.");
            }
            return earlier.get();
        }
        var answer = new Answer(fingerprint, status.value(), Json.write(write.get()));
        idempotency.keep(who, key, answer);
        return answer;
    }

    private static @Nullable String key(HttpServletRequest request) {
        var key = request.getHeader(HEADER);
        if (key != null && (key.isBlank() || key.length() > KEY_LIMIT)) {
            throw new Invalid(HEADER, "An Idempotency-Key has 1 to %d characters.".formatted(KEY_LIMIT));
        }
        return key;
    }

    private static String fingerprint(HttpServletRequest request, Object asked) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethod() + " " + request.getRequestURI() + "\n").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(Json.write(asked).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
