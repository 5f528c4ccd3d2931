package dev.millrace.web.security;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Sessions that note at most once a minute that they were used, because a write at every click is what makes them slow;
 * and that are not read again at the end of a request, when Spring Session asks whether the one it just saved is there.
 */
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparingSessions.Sparing<S>> {

    private static final Duration GRAIN = Duration.ofMinutes(1);

    /** What the running request has saved. */
    private static final ThreadLocal<@Nullable AtomicReference<@Nullable Session>> SAVED = new ThreadLocal<>();

    private final FindByIndexNameSessionRepository<S> stored;

    SparingSessions(FindByIndexNameSessionRepository<S> stored) {
        this.stored = stored;
    }

    /** Around everything that has to do with sessions, so that what a request has saved ends with it. */
    static Filter remembering() {
        return (request, response, chain) -> {
            SAVED.set(new AtomicReference<>());
            try {
                chain.doFilter(request, response);
            } finally {
                SAVED.remove();
            }
        };
    }

    @Override
    public Sparing<S> createSession() {
        return new Sparing<>(stored.createSession());
    }

    @Override
    public void save(Sparing<S> session) {
        stored.save(session.stored());
        remember(session);
    }

    @Override
    public @Nullable Sparing<S> findById(String id) {
        var saved = saved(id);
        if (saved != null) {
            return saved;
        }
        var found = stored.findById(id);
        return found == null ? null : new Sparing<>(found);
    }

    @Override
    public void deleteById(String id) {
        remember(null);
        stored.deleteById(id);
    }

    private static void remember(@Nullable Session session) {
        var saved = SAVED.get();
        if (saved != null) {
            saved.set(session);
        }
    }

    /** Once only: a page's open line is one long request, and must hear that its session ended since. */
    @SuppressWarnings("unchecked")
    private @Nullable Sparing<S> saved(String id) {
        var saved = SAVED.get();
        var session = saved == null ? null : (Sparing<S>) saved.getAndSet(null);
        return session != null && session.getId().equals(id) ? session : null;
    }

    @Override
    public Map<String, Sparing<S>> findByIndexNameAndIndexValue(String name, String value) {
        var all = new HashMap<String, Sparing<S>>();
        stored.findByIndexNameAndIndexValue(name, value).forEach((id, found) -> all.put(id, new Sparing<>(found)));
        return all;
    }

    /** One session; all but {@link #setLastAccessedTime} goes straight through. */
    record Sparing<S extends Session>(S stored) implements Session {

        @Override
        public void setLastAccessedTime(Instant now) {
            if (Duration.between(stored.getLastAccessedTime(), now).compareTo(GRAIN) >= 0) {
                stored.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return stored.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return stored.getId();
        }

        @Override
        public String changeSessionId() {
            return stored.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return stored.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return stored.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            stored.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            stored.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return stored.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            stored.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return stored.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return stored.isExpired();
        }
    }
}
