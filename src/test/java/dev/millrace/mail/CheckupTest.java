package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.mail.Checkup.Step;
import dev.millrace.mail.Checkup.Step.Part;
import dev.millrace.mail.Checkup.Step.Result;
import dev.millrace.mail.Checkup.Step.What;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.Server.Security;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckupTest {

    private final Dialler dialler = new Dialler(Duration.ofMillis(1500), Duration.ofMillis(1500));
    private final Checkup checkup = new Checkup(dialler, new SignIns(null, null, Clock.systemUTC()), Clock.systemUTC());

    @Test
    void whatWorksIsSaidStepByStepWithATestMail() {
        try (var server = MailServer.start()) {
            var account = server.account();

            var steps = run(account);

            assertThat(steps).hasSize(14).noneMatch(step -> step.result() == Result.FAILED);
            assertThat(step(steps, Part.IMAP, What.SIGN_IN).result()).isEqualTo(Result.PASSED);
            assertThat(step(steps, Part.IMAP, What.ENCRYPT).said()).contains("not encrypted");
            assertThat(step(steps, Part.SMTP, What.TEST_MAIL).result()).isEqualTo(Result.PASSED);
            assertThat(server.green.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void aSelfSignedCertificateIsNamedAndCanBeTrustedByItsFingerprint() {
        try (var server = MailServer.startTls()) {
            var account = server.account();

            var refused = step(run(account), Part.IMAP, What.ENCRYPT);
            assertThat(refused.result()).isEqualTo(Result.FAILED);
            assertThat(refused.said()).contains("signed by itself");
            var pin = String.valueOf(refused.whatToDo()).replaceAll(".*: ", "");

            var trusting = MailServer.settings(
                    account.address(),
                    server.imap(account.address(), pin),
                    server.smtp(account.address(), pin),
                    MailServer.PASSWORD,
                    account.start());
            assertThat(run(trusting)).noneMatch(step -> step.result() == Result.FAILED);

            var another = MailServer.settings(
                    account.address(),
                    server.imap(account.address(), "A".repeat(64)),
                    server.smtp(account.address(), "A".repeat(64)),
                    MailServer.PASSWORD,
                    account.start());
            assertThat(step(run(another), Part.SMTP, What.ENCRYPT).said()).contains("another certificate");
        }
    }

    @Test
    void anExpiredCertificateIsNamedWithItsDay(@TempDir Path folder) throws Exception {
        try (var door = expired(folder)) {
            Thread.ofVirtual().start(() -> {
                while (!door.isClosed()) {
                    try (var socket = door.accept()) {
                        socket.getInputStream().read();
                    } catch (java.io.IOException _) {
                        // the other side did not like it
                    }
                }
            });
            var server = new Server("localhost", door.getLocalPort(), Security.TLS, "ada", null);

            var step = step(run(settings(server)), Part.IMAP, What.ENCRYPT);

            assertThat(step.result()).isEqualTo(Result.FAILED);
            assertThat(step.said()).startsWith("The certificate of localhost expired on 20");
        }
    }

    @Test
    void aWrongPasswordIsTheSignInsFault() {
        try (var server = MailServer.start()) {
            var account = server.account();

            var steps = run(
                    MailServer.settings(account.address(), account.imap(), account.smtp(), "wrong", account.start()));

            assertThat(step(steps, Part.IMAP, What.GREET).result()).isEqualTo(Result.PASSED);
            assertThat(step(steps, Part.IMAP, What.SIGN_IN).result()).isEqualTo(Result.FAILED);
            assertThat(step(steps, Part.IMAP, What.SIGN_IN).whatToDo()).contains("app password");
            assertThat(step(steps, Part.IMAP, What.FOLDER).result()).isEqualTo(Result.SKIPPED);
            assertThat(step(steps, Part.SMTP, What.SIGN_IN).result()).isEqualTo(Result.FAILED);
        }
    }

    @Test
    void aDeadTokenIsToldFromAWrongPassword() {
        try (var imap = new ImapPeer();
                var smtp = new SmtpPeer()) {
            var dead = withToken(imap, smtp, "old token");
            var alive = withToken(imap, smtp, "good token");

            assertThat(step(run(dead), Part.IMAP, What.SIGN_IN).said()).contains("access token");
            assertThat(step(run(dead), Part.SMTP, What.SIGN_IN).said()).contains("access token");
            assertThat(run(alive)).noneMatch(step -> step.result() == Result.FAILED);
            assertThat(step(run(alive), Part.IMAP, What.ANNOUNCE).result()).isEqualTo(Result.NOTE);
        }
    }

    @Test
    void aNameNobodyKnows() {
        var step = step(
                run(settings(new Server("no-such-host.invalid", 993, Security.TLS, "ada", null))),
                Part.IMAP,
                What.FIND);

        assertThat(step.result()).isEqualTo(Result.FAILED);
        assertThat(step.said()).contains("no-such-host.invalid is not known");
    }

    @Test
    void aPortWhereNobodyListens() {
        var closed = new ImapPeer();
        closed.close();

        assertThat(step(run(settings(closed.at("ada"))), Part.IMAP, What.CONNECT)
                        .said())
                .contains("does not accept connections on port");
    }

    @Test
    void aServerThatSaysNothing() {
        try (var silent = Peer.silent()) {
            var steps = run(settings(silent.at("ada")));

            assertThat(step(steps, Part.IMAP, What.CONNECT).result()).isEqualTo(Result.PASSED);
            assertThat(step(steps, Part.IMAP, What.GREET).said()).contains("said nothing");
            assertThat(step(steps, Part.SMTP, What.GREET).said()).contains("said nothing");
        }
    }

    @Test
    void theWrongKindOfEncryptionForThePort() {
        try (var imap = new ImapPeer();
                var smtp = new SmtpPeer()) {
            var tls = run(settings(secured(imap, Security.TLS), secured(smtp, Security.TLS)));
            var startTls = run(settings(secured(imap, Security.STARTTLS), secured(smtp, Security.STARTTLS)));

            assertThat(step(tls, Part.IMAP, What.ENCRYPT).said()).contains("does not speak TLS from the start");
            assertThat(step(tls, Part.SMTP, What.ENCRYPT).said()).contains("does not speak TLS from the start");
            assertThat(step(startTls, Part.IMAP, What.ENCRYPT).said()).contains("does not offer STARTTLS");
            assertThat(step(startTls, Part.SMTP, What.ENCRYPT).said()).contains("does not offer STARTTLS");
        }
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void swappedPortsAreCalledThat(Security security) {
        try (var imap = new ImapPeer();
                var smtp = new SmtpPeer()) {
            var steps = run(settings(secured(smtp, security), secured(imap, security)));

            var reading = failed(steps, Part.IMAP);
            assertThat(reading.said())
                    .isEqualTo("Port %d of 127.0.0.1 is for sending mail (SMTP), not for reading it (IMAP)"
                            .formatted(smtp.at("ada").port()));
            assertThat(reading.whatToDo()).contains("ports look swapped", "993", "465");
            var sending = failed(steps, Part.SMTP);
            assertThat(sending.said())
                    .isEqualTo("Port %d of 127.0.0.1 is for reading mail (IMAP), not for sending it (SMTP)"
                            .formatted(imap.at("ada").port()));
            assertThat(sending.whatToDo()).contains("ports look swapped");
            assertThat(steps)
                    .filteredOn(step -> step.what() == What.ENCRYPT)
                    .noneMatch(step -> step.result() == Result.PASSED);
        }
    }

    @Test
    void portsThatAreSwappedBehindTlsAreCalledThatToo() {
        try (var server = MailServer.startTls()) {
            var account = server.account();
            var pin = String.valueOf(step(run(account), Part.IMAP, What.ENCRYPT).whatToDo())
                    .replaceAll(".*: ", "");

            var steps = run(settings(server.smtp(account.address(), pin), server.imap(account.address(), pin)));

            assertThat(step(steps, Part.IMAP, What.ENCRYPT).result()).isEqualTo(Result.PASSED);
            assertThat(step(steps, Part.IMAP, What.GREET).said()).contains("is for sending mail (SMTP)");
            assertThat(step(steps, Part.SMTP, What.GREET).said()).contains("is for reading mail (IMAP)");
        }
    }

    @Test
    void aFolderThatIsNotThere() {
        try (var server = MailServer.start()) {
            var account = server.account();
            var settings = new MailboxSettings(
                    account.name(),
                    account.address(),
                    account.fromName(),
                    account.imap(),
                    "Support/Urgent",
                    account.smtp(),
                    Auth.PASSWORD,
                    account.secret(),
                    null,
                    null,
                    account.start());

            assertThat(step(run(settings), Part.IMAP, What.FOLDER).said()).contains("no folder Support/Urgent");
        }
    }

    @Test
    void aServersChatterIsKeptToOneLine() {
        assertThat(Trouble.oneLine("first\r\nsecond")).isEqualTo("first");
        assertThat(Trouble.oneLine("x".repeat(5_000))).hasSizeLessThan(210);
        assertThat(Trouble.oneLine("a\u001b[31mred")).doesNotContain("\u001b");
        assertThat(Trouble.oneLine(null)).isEqualTo("nothing");
    }

    private List<Step> run(MailboxSettings settings) {
        return checkup.run(settings, SignIn.of(settings, null), true);
    }

    private static Step step(List<Step> steps, Part part, What what) {
        return steps.stream()
                .filter(step -> step.part() == part && step.what() == what)
                .findFirst()
                .orElseThrow();
    }

    private static Step failed(List<Step> steps, Part part) {
        return steps.stream()
                .filter(step -> step.part() == part && step.result() == Result.FAILED)
                .findFirst()
                .orElseThrow();
    }

    private static MailboxSettings settings(Server server) {
        return settings(server, server);
    }

    private static MailboxSettings settings(Server imap, Server smtp) {
        return MailServer.settings("ada@example.com", imap, smtp, "secret", new Start.FromNowOn());
    }

    private static MailboxSettings withToken(Peer imap, Peer smtp, String token) {
        return new MailboxSettings(
                "Peer",
                "support@example.com",
                "Mill Support",
                imap.at("support"),
                "INBOX",
                smtp.at("support"),
                Auth.XOAUTH2,
                token,
                null,
                null,
                new Start.FromNowOn());
    }

    private static Server secured(Peer peer, Security security) {
        var plain = peer.at("ada");
        return new Server(plain.host(), plain.port(), security, "ada", null);
    }

    private static SSLServerSocket expired(Path folder) throws Exception {
        var file = folder.resolve("expired.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-startdate",
                        "-10d",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(file.toFile())) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());
    }
}
