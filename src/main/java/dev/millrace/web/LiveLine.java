package dev.millrace.web;

import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One page's line. Announcements of a moment are gathered and said once each; in silence it says that it is still there, and
 * asks whether its reader still is.
 */
final class LiveLine {

    private static final Duration GATHER = Duration.ofMillis(30);
    private static final int LONGEST_QUEUE = 1000;

    /** Where the events go. */
    interface Ear {
        void say(String event) throws IOException;
    }

    private record Change(LiveTopic topic, SignedIn reader, String payload) {}

    private final LinkedBlockingQueue<Change> heard = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Ear ear;
    private final BooleanSupplier stillSignedIn;
    private final Duration silence;
    private volatile boolean ended;
    private volatile @Nullable Thread talker;
    private long askedAt = System.nanoTime();

    /** @param silence how long it says nothing before it says that it is there */
    LiveLine(Ear ear, BooleanSupplier stillSignedIn, Duration silence) {
        this.ear = ear;
        this.stillSignedIn = stillSignedIn;
        this.silence = silence;
    }

    /** Called by whoever announces: only notes it. A line too slow to keep up is ended, and its page looks again. */
    void hear(LiveTopic topic, SignedIn reader, String payload) {
        if (!heard.offer(new Change(topic, reader, payload))) {
            hangUp();
        }
    }

    void hangUp() {
        ended = true;
        heard.clear();
        var waiting = talker;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** Returns when the page is gone, the reader signed out or the desk stops. */
    void talk() {
        try {
            talker = Thread.currentThread();
            ear.say(": welcome\n\n");
            while (!ended) {
                var first = heard.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
                if (mustAsk() && !stillSignedIn.getAsBoolean()) {
                    ear.say("event: bye\ndata: signed out\n\n");
                    return;
                }
                if (first == null) {
                    ear.say(": still here\n\n");
                } else {
                    say(first);
                }
            }
        } catch (IOException _) {
            // The page is gone: nothing is left to tell it.
        } catch (InterruptedException _) {
            // Hung up.
        }
    }

    private boolean mustAsk() {
        var now = System.nanoTime();
        if (now - askedAt < silence.toNanos() * 9 / 10) {
            return false;
        }
        askedAt = now;
        return true;
    }

    private void say(Change first) throws IOException, InterruptedException {
        Thread.sleep(GATHER);
        var moment = new LinkedHashSet<Change>();
        moment.add(first);
        heard.drainTo(moment);
        var events = new StringBuilder();
        for (var change : moment) {
            if (change.topic().reaches(change.reader(), change.payload())) {
                events.append(event(change.topic().name(), change.payload()));
            }
        }
        if (!events.isEmpty()) {
            ear.say(events.toString());
        }
    }

    private static String event(String topic, String payload) {
        return "event: topic\ndata: " + topic + (payload.isEmpty() ? "" : " " + payload.replace('\n', ' ')) + "\n\n";
    }
}
