package dev.millrace.mail;

import dev.millrace.PostOffice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** Debian's Dovecot and Postfix's smtp-sink as child processes with a configuration of their own in a temporary folder. */
final class Dovecot implements AutoCloseable {

    static final String PASSWORD = PostOffice.PASSWORD;

    private static final Path IMAP_PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Path SMTP_PROGRAM = Path.of("/usr/sbin/smtp-sink");

    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private final Path sink;
    private final int imapPort;
    private final int smtpPort;

    private Dovecot() throws IOException {
        folder = Files.createTempDirectory("dovecot");
        sink = Files.createDirectory(folder.resolve("sink"));
        imapPort = freePort();
        smtpPort = freePort();
    }

    @SuppressWarnings("unused") // named in @EnabledIf
    static boolean isInstalled() {
        return Files.isExecutable(IMAP_PROGRAM) && Files.isExecutable(SMTP_PROGRAM);
    }

    static Dovecot start() throws Exception {
        var dovecot = new Dovecot();
        try {
            dovecot.run();
        } catch (Exception e) {
            dovecot.close();
            throw e;
        }
        return dovecot;
    }

    private void run() throws Exception {
        var group = output("id", "-gn", user());
        var open = PosixFilePermissions.fromString("rwxrwxrwx");
        Files.setPosixFilePermissions(folder, open);
        for (var name : List.of("run", "mail", "home")) {
            Files.setPosixFilePermissions(Files.createDirectory(folder.resolve(name)), open);
        }
        // its base folder must belong to it alone
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var conf = Files.writeString(folder.resolve("dovecot.conf"), """
                protocols = imap
                listen = 127.0.0.1
                base_dir = FOLDER/run
                state_dir = FOLDER/run
                log_path = FOLDER/log
                ssl = no
                disable_plaintext_auth = no
                default_internal_user = USER
                default_internal_group = GROUP
                default_login_user = USER
                first_valid_uid = 1
                mail_location = maildir:FOLDER/mail/%u
                namespace inbox {
                  inbox = yes
                  separator = /
                  mailbox Sent {
                    special_use = \\Sent
                    auto = create
                  }
                }
                passdb {
                  driver = static
                  args = password=SECRET
                }
                userdb {
                  driver = static
                  args = uid=USER gid=GROUP home=FOLDER/home/%u
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    address = 127.0.0.1
                    port = PORT
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service auth {
                  unix_listener FOLDER/auth {
                    mode = 0666
                  }
                }
                service anvil {
                  chroot =
                }
                """.replace("FOLDER", folder.toString())
                .replace("USER", user())
                .replace("GROUP", group)
                .replace("SECRET", PASSWORD)
                .replace("PORT", String.valueOf(imapPort)));
        spawn(folder, IMAP_PROGRAM.toString(), "-F", "-c", conf.toString());
        awaitPort(imapPort);
    }

    /** Beside it, what takes every mail and delivers none. */
    void openSink() throws Exception {
        Files.setPosixFilePermissions(sink, PosixFilePermissions.fromString("rwxrwxrwx"));
        var sinkCommand = new ArrayList<>(List.of(SMTP_PROGRAM.toString()));
        if (isRoot()) {
            sinkCommand.addAll(List.of("-u", user()));
        }
        sinkCommand.addAll(List.of("-d", "mail.%H%M%S.", "127.0.0.1:" + smtpPort, "20"));
        spawn(sink, sinkCommand.toArray(String[]::new));
        awaitPort(smtpPort);
    }

    Path folder() {
        return folder;
    }

    /** A folder with a Maildir for each name, which belong to {@link #user()}. */
    Path mail() {
        return folder.resolve("mail");
    }

    /** Where an SMTP server asks whether a password is right. */
    Path authentication() {
        return folder.resolve("auth");
    }

    static String user() {
        return isRoot() ? "nobody" : System.getProperty("user.name");
    }

    int imapPort() {
        return imapPort;
    }

    int smtpPort() {
        return smtpPort;
    }

    /** Every mail the sink has taken, with its envelope in front. */
    List<String> sunk() {
        try (var files = Files.list(sink)) {
            var mails = new ArrayList<String>();
            for (var file : files.filter(one -> one.getFileName().toString().startsWith("mail."))
                    .toList()) {
                mails.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return mails;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void spawn(Path directory, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out-" + processes.size()).toFile())
                .start());
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(int port) throws Exception {
        for (var tries = 0; tries < 100; tries++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException _) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("Nobody listens on port " + port + ", see " + folder);
    }

    @Override
    public void close() throws Exception {
        for (var process : processes) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
