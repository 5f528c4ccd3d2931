package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The open line of each page: tells it what changed, so that it asks again. Only names and numbers travel; what they
 * stand for is fetched by the page with its reader's own rights.
 *
 * <p>A line holds a virtual thread and nothing else: no connection to the database, no entry in a pool.
 */
@Controller
@RequestMapping("/live")
class Live {

    private static final Duration SILENCE = Duration.ofSeconds(15);
    static final int LINES_OF_ONE = 30;
    static final int LINES_OF_ALL = 1500;

    private final Realtime realtime;
    private final Stay stay;
    private final Map<String, LiveTopic> topics = new ConcurrentHashMap<>();
    private final Map<PersonId, Deque<LiveLine>> lines = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final Map<LiveLine, Boolean> open = new ConcurrentHashMap<>();

    Live(Realtime realtime, Stay stay, List<LiveTopic> topics) {
        this.realtime = realtime;
        this.stay = stay;
        topics.forEach(topic -> this.topics.put(topic.name(), topic));
    }

    @GetMapping
    void listen(
            SignedIn me, @RequestParam List<String> topics, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var session = request.getSession(false);
        if (session == null || all.get() >= LINES_OF_ALL) {
            throw new TooMany("Too many pages of the desk are open at once. Close some and reload.");
        }
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var out = response.getOutputStream();
        var line = new LiveLine(
                event -> {
                    out.write(event.getBytes(UTF_8));
                    response.flushBuffer();
                },
                () -> stay.holds(session.getId(), me.id()),
                SILENCE);
        take(me.id(), line);
        var deaf = topics.stream()
                .map(this.topics::get)
                .filter(Objects::nonNull)
                .map(topic -> realtime.listen(topic.name(), payload -> line.hear(topic, me, payload)))
                .toList();
        try {
            line.talk();
        } finally {
            deaf.forEach(Runnable::run);
            giveBack(me.id(), line);
        }
    }

    /** Pages dial again as soon as there is a desk to talk to. */
    @EventListener(ContextClosedEvent.class)
    void hangUp() {
        open.keySet().forEach(LiveLine::hangUp);
    }

    /** Of too many lines of one person the oldest is hung up: its page is likely left already, and dials again if not. */
    private void take(PersonId person, LiveLine line) {
        all.incrementAndGet();
        open.put(line, true);
        lines.compute(person, (_, mine) -> {
            var now = mine == null ? new ArrayDeque<LiveLine>() : mine;
            now.add(line);
            if (now.size() > LINES_OF_ONE) {
                now.remove().hangUp();
            }
            return now;
        });
    }

    private void giveBack(PersonId person, LiveLine line) {
        all.decrementAndGet();
        open.remove(line);
        lines.computeIfPresent(person, (_, mine) -> {
            mine.remove(line);
            return mine.isEmpty() ? null : mine;
        });
    }
}
