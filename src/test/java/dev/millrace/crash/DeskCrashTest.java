package dev.millrace.crash;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.GreenMailPostOffice;
import dev.millrace.PostOffice;
import dev.millrace.kernel.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.util.FileSystemUtils;

/**
 * The most important promise: what the desk has accepted is one message in one ticket and its customer is told once,
 * whatever dies meanwhile. The moments come from a seed, which is printed; {@code -Dcrash.seed} and {@code
 * -Dcrash.rounds} choose others and more of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskCrashTest {

    private static final Path RUNS = Path.of("target", "crash-runs.md");
    private static final Path FOLDER = Path.of("target", "crash").toAbsolutePath();
    private static final String SUPPORT = "support@desk.example";
    private static final String SHARED = "shared@desk.example";
    private static final String ADA = "ada@analytical.example";
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 1);
    private static final Duration A_MINUTE = ofMinutes(1);
    private static final Duration NOTHING = Duration.ZERO;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final GreenMailPostOffice post = GreenMailPostOffice.open();

    private SmallDisk disk;
    private DeskProcess desk;
    private Gateway gateway;
    private Instant jobInterrupted;

    @BeforeAll
    void aDeskWithAMailbox() throws Exception {
        System.out.println("Crash runs with -Dcrash.seed=" + seed);
        Files.writeString(RUNS, "The seed of these rounds is %d.%n%n".formatted(seed) + Verdict.HEAD);
        post.rent(ADA);
        SmallDisk.clear(FOLDER.resolve("disk"));
        FileSystemUtils.deleteRecursively(FOLDER);
        disk = SmallDisk.at(FOLDER.resolve("disk"));
        desk = DeskProcess.on(FOLDER.resolve("disk/home"), FOLDER.resolve("desk.log"));
        desk.start();
        gateway = new Gateway(desk.setUp(mailbox(SUPPORT)), SUPPORT);
    }

    @BeforeEach
    void itRuns() {
        if (!desk.isReady()) {
            desk.start();
        }
    }

    @AfterAll
    void tidyUp() throws IOException {
        try (var _ = disk;
                var _ = desk) {
            post.close();
        }
    }

    @Test
    @Order(1)
    void mailHandedInByProgramsSurvivesTheDesk() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var pour = new Pour(run("api", round), mail -> gateway.handOver(() -> desk, mail));
            atSomeMomentOf(pour);
            desk.kill();
            desk.launch();
            var back = desk.awaitReady();
            atSomeMomentOf(pour);
            isWhole("the desk, mail by the API", pour.stop(), back);
        }
    }

    @Test
    @Order(2)
    void mailInAMailboxSurvivesTheDesk() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var pour = new Pour(run("imap", round), this::sendToTheMailbox);
            atSomeMomentOf(pour);
            desk.kill();
            var mails = pour.stop();
            desk.launch();
            isWhole("the desk, mail by IMAP", mails, desk.awaitReady());
        }
    }

    /** ADR 0006: nobody can know, so the customer may get the same mail again, and the desk says that this happened. */
    @Test
    @Order(3)
    void aCrashBetweenTheMailServersOkAndOurCommitSendsTheSameMailAgain() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var mail = Mail.first(run("window", round), 1);
            var killed = new AtomicBoolean();
            post.whenDelivering(to -> {
                if (to.equals(mail.conversation()) && killed.compareAndSet(false, true)) {
                    desk.kill();
                }
            });
            gateway.handOver(() -> desk, mail);
            patiently().untilTrue(killed);
            desk.launch();
            var back = desk.awaitReady();

            var verdict = isWhole("the desk, after SMTP’s OK and before our commit", List.of(mail), back);

            assertThat(verdict.uncertain()).isEqualTo(1);
            assertThat(post.inboxOf(ADA).stream()
                            .filter(one -> one.to().getFirst().email().equals(mail.conversation()))
                            .toList())
                    .hasSize(2)
                    .as("mail programs show what has the same id once")
                    .satisfies(copies -> assertThat(copies.getFirst().messageId())
                            .isEqualTo(copies.getLast().messageId()));
        }
    }

    @Test
    @Order(4)
    void mailSurvivesPostgres() throws Exception {
        leaveAJobInTheHandOfADeadDesk();
        for (var round = 0; round < 2 * ROUNDS; round++) {
            var pour = new Pour(run("postgres", round), this::handOverOrSend);
            atSomeMomentOf(pour);
            desk.killPostgres();
            var back = comesBackByItself(pour);
            isWhole("PostgreSQL", pour.stop(), back);
        }
    }

    @Test
    @Order(5)
    void mailSurvivesADatabaseThatStandsStill() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var pour = new Pour(run("paused", round), this::handOverOrSend);
            atSomeMomentOf(pour);
            desk.signalPostgres("STOP");
            try {
                patiently().until(() -> !desk.isReady());
                Thread.sleep(random.nextInt(1000, 4000));
            } finally {
                desk.signalPostgres("CONT");
            }
            var back = comesBackByItself(pour);
            isWhole("nobody; PostgreSQL stood still", pour.stop(), back);
        }
    }

    @Test
    @Order(6)
    void mailSurvivesAFullDisk() throws Exception {
        assumeTrue(disk.canBeFull(), "no disk of its own: only root can mount one");
        for (var round = 0; round < ROUNDS; round++) {
            var pour = new Pour(run("full", round), this::handOverOrSend);
            atSomeMomentOf(pour);
            var refusals = gateway.refusals.get();
            disk.fill();
            try {
                patiently().until(() -> gateway.refusals.get() > refusals + 3);
                Thread.sleep(random.nextInt(1000, 4000));
            } finally {
                disk.empty();
            }
            var back = comesBackByItself(pour);
            isWhole("nobody; the disk was full", pour.stop(), back);
        }
    }

    @Test
    @Order(7)
    void twoDesksOnOneDatabaseTakeTheSameMailOnceAndOneOfThemMayDie() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var database = TestPostgres.cloneUrl();
            var nodes = FOLDER.resolve("nodes-" + round);
            try (var one = DeskProcess.node(nodes.resolve("one"), database, FOLDER.resolve("one.log"));
                    var other = DeskProcess.node(nodes.resolve("other"), database, FOLDER.resolve("other.log"))) {
                one.launch();
                other.launch();
                one.awaitReady();
                other.awaitReady();
                var both = new Gateway(one.setUp(mailbox(SHARED)), SHARED);
                var answering = new AtomicReference<>(one);
                var pour = new Pour(run("nodes", round), mail -> {
                    var copy = Thread.ofVirtual().start(() -> both.accepted(other, mail));
                    post.send(mail.conversation(), SHARED, mail.raw());
                    both.handOver(answering::get, mail);
                    joined(copy);
                });
                atSomeMomentOf(pour);
                var first = random.nextBoolean();
                answering.set(first ? other : one);
                (first ? one : other).kill();
                atSomeMomentOf(pour);
                isWhole("one of two desks, the same mail to both and by IMAP", pour.stop(), answering.get(), NOTHING);
                assertThat(both.strangeAnswers).isEmpty();
            }
        }
    }

    /** The job was in hand when mail began to survive PostgreSQL, above. */
    @Test
    @Order(8)
    void aJobThatADeadDeskHadInHandRunsAgainWithinAMinute() throws SQLException {
        patiently().until(() -> sweptAt().isAfter(jobInterrupted));

        assertThat(sweptAt()).isBefore(jobInterrupted.plus(A_MINUTE));
    }

    /** As kill -9 leaves it: nobody will give a sign of life for it again. */
    private void leaveAJobInTheHandOfADeadDesk() throws SQLException {
        jobInterrupted = Instant.now();
        try (var database = desk.connect();
                var statement = database.createStatement()) {
            statement.execute("""
                    update kernel.job
                       set picked = true, picked_by = 'a desk that was killed', last_heartbeat = now(),
                           execution_time = now()
                     where task_name = 'kernel-sweep'
                    """);
        }
    }

    private Instant sweptAt() throws SQLException {
        try (var database = desk.connect();
                var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(last_success, 'epoch') from kernel.job where task_name = 'kernel-sweep'")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    /** Lets some mail in first, so that something is at stake. */
    private void atSomeMomentOf(Pour pour) throws InterruptedException {
        var before = pour.accepted();
        patiently().until(() -> pour.accepted() > before + 4);
        Thread.sleep(random.nextInt(1200));
    }

    private Duration comesBackByItself(Pour pour) {
        var began = System.nanoTime();
        var before = pour.accepted();
        patiently().until(() -> desk.isReady() && pour.accepted() > before);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Verdict isWhole(String died, List<Mail> mails, Duration back) throws Exception {
        assertThat(gateway.strangeAnswers)
                .as("what a sender hears while the desk cannot take mail")
                .isEmpty();
        return isWhole(died, mails, desk, back);
    }

    private Verdict isWhole(String died, List<Mail> mails, DeskProcess at, Duration back) throws Exception {
        var latest = new AtomicReference<Verdict>();
        try {
            patiently().pollInterval(ofMillis(300)).until(() -> {
                latest.set(Verdict.of(mails, at, post));
                return latest.get().isSettled();
            });
        } catch (ConditionTimeoutException notSettled) {
            // the verdict says what is missing
        }
        var verdict = latest.get();
        Files.writeString(RUNS, verdict.line(died, back), StandardOpenOption.APPEND);
        assertThat(verdict.isWhole())
                .as("%s, with -Dcrash.seed=%d", verdict, seed)
                .isTrue();
        return verdict;
    }

    private void handOverOrSend(Mail mail) {
        if (mail.id().hashCode() % 2 == 0) {
            gateway.handOver(() -> desk, mail);
        } else {
            sendToTheMailbox(mail);
        }
    }

    private void sendToTheMailbox(Mail mail) {
        post.send(mail.conversation(), SUPPORT, mail.raw());
    }

    /** A mail server's threads fail when the desk hangs up on them: that is its own affair. */
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions().atMost(A_MINUTE);
    }

    private String run(String name, int round) {
        return "%s%d-%s".formatted(name, round, Long.toString(seed & Long.MAX_VALUE, 36));
    }

    private Map<String, String> mailbox(String address) {
        post.rent(address);
        var form = new LinkedHashMap<String, String>();
        form.put("address", address);
        form.put("fromName", "The mill");
        form.put("folder", "INBOX");
        form.put("secret", PostOffice.PASSWORD);
        form.put("start", "all");
        for (var side : List.of("imap", "smtp")) {
            form.put(side + "Host", "127.0.0.1");
            form.put(side + "Port", Integer.toString(side.equals("imap") ? post.imapPort() : post.smtpPort()));
            form.put(side + "Security", "NONE");
        }
        return form;
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
