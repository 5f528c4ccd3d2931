package dev.millrace.web.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.people.PersonId;
import dev.millrace.web.security.SignInSession;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Where one person is signed in. A session's own id stays inside: in a page it would be a key lying about. */
@Component
class MySessions {

    private final FindByIndexNameSessionRepository<? extends Session> repository;

    MySessions(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    /** The one in use first, then by when they were used. */
    List<OpenSession> of(PersonId person, String currentId) {
        return all(person).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new OpenSession(
                        handle(session.getId()),
                        Browser.named(session.getAttributeOrDefault(SignInSession.BROWSER, "")),
                        session.getAttributeOrDefault(SignInSession.FROM, ""),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(currentId)))
                .sorted(Comparator.comparing(OpenSession::current)
                        .thenComparing(OpenSession::usedAt)
                        .reversed())
                .toList();
    }

    Optional<String> id(PersonId person, String handle) {
        return all(person).keySet().stream()
                .filter(id -> handle(id).equals(handle))
                .findAny();
    }

    private Map<String, ? extends Session> all(PersonId person) {
        return repository.findByPrincipalName(person.toString());
    }

    private static String handle(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
