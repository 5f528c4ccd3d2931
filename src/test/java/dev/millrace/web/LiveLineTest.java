package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.Ids;
import dev.millrace.people.Agent;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private static final SignedIn LINUS = new SignedIn(
            new PersonId(Ids.next()),
            "Linus",
            "linus@example.com",
            Role.COLLABORATOR,
            Set.of(),
            Agent.Theme.AUTO,
            Agent.Density.COMPACT);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final LiveLine line = new LiveLine(said::add, () -> true, Duration.ofSeconds(15));

    @AfterEach
    void end() {
        line.hangUp();
    }

    @Test
    void whatHappensInAMomentIsSaidOnce() {
        var talk = Thread.ofVirtual().start(line::talk);

        for (var i = 0; i < 100; i++) {
            line.hear(topic(true), LINUS, "42");
        }

        await().until(() -> String.join("", said).contains("data: tickets 42"));
        assertThat(String.join("", said).split("tickets 42", -1).length - 1).isLessThan(10);
        assertThat(talk.isAlive()).isTrue();
    }

    @Test
    void nobodyHearsOfWhatTheyMayNotRead() {
        Thread.ofVirtual().start(line::talk);

        line.hear(topic(false), LINUS, "41");
        line.hear(topic(true), LINUS, "42");

        await().until(() -> String.join("", said).contains("tickets 42"));
        assertThat(String.join("", said)).doesNotContain("tickets 41");
    }

    @Test
    void aLineEndsWhenThePageIsGone() throws InterruptedException {
        var broken = new LiveLine(
                event -> {
                    throw new IOException("gone");
                },
                () -> true,
                Duration.ofSeconds(15));

        var talk = Thread.ofVirtual().start(broken::talk);

        assertThat(talk.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aSlowPageIsHungUpOnRatherThanRemembered() throws InterruptedException {
        for (var i = 0; i < 2000; i++) {
            line.hear(topic(true), LINUS, Integer.toString(i));
        }

        var talk = Thread.ofVirtual().start(line::talk);

        assertThat(talk.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aLineIsHungUpOnOnceItsReaderSignedOut() throws InterruptedException {
        var orphan = new LiveLine(said::add, () -> false, Duration.ofMillis(20));

        var talk = Thread.ofVirtual().start(orphan::talk);

        assertThat(talk.join(Duration.ofSeconds(5))).isTrue();
        assertThat(said).last().asString().startsWith("event: bye");
    }

    @Test
    void aLineThatWaitsEndsAtOnceWhenTheDeskStops() throws InterruptedException {
        var talk = Thread.ofVirtual().start(line::talk);
        await().until(() -> !said.isEmpty());

        line.hangUp();

        assertThat(talk.join(Duration.ofSeconds(5))).isTrue();
    }

    private static LiveTopic topic(boolean open) {
        return new Rule(open);
    }

    private record Rule(boolean open) implements LiveTopic {
        @Override
        public String name() {
            return "tickets";
        }

        @Override
        public boolean reaches(SignedIn reader, String payload) {
            return open;
        }
    }
}
