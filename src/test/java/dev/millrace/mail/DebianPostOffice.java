package dev.millrace.mail;

import dev.millrace.PostOffice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The post office on servers people run: Debian's Postfix takes the mail and lays it where Debian's Dovecot serves it. */
public final class DebianPostOffice implements PostOffice {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

    private final Dovecot dovecot;
    private final Path folder;
    private final Path mailboxes;
    private final int smtpPort;

    private DebianPostOffice(Dovecot dovecot) throws IOException {
        this.dovecot = dovecot;
        folder = Files.createDirectory(dovecot.folder().resolve("postfix"));
        mailboxes = folder.resolve("mailboxes");
        smtpPort = Dovecot.freePort();
    }

    /** Postfix starts for root only: its daemons belong to several users. */
    @SuppressWarnings("unused") // named in @EnabledIf
    public static boolean isPossible() {
        return Dovecot.isInstalled() && Files.isExecutable(PROGRAM) && Dovecot.isRoot();
    }

    public static DebianPostOffice open() {
        try {
            var dovecot = Dovecot.start();
            try {
                var office = new DebianPostOffice(dovecot);
                office.start();
                return office;
            } catch (Exception e) {
                dovecot.close();
                throw e;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Every domain is this house's, so that no mail leaves it, and there is no client that could carry one out. A process
     * serves one mail, so that each reads anew who has a mailbox.
     */
    private void start() throws Exception {
        Files.createFile(mailboxes);
        Files.createDirectory(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Files.writeString(folder.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = FOLDER/queue
                data_directory = FOLDER/data
                maillog_file = FOLDER/log
                maillog_file_prefixes = FOLDER
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                smtpd_peername_lookup = no
                myhostname = mx.example
                mydestination =
                alias_maps =
                local_recipient_maps =
                default_transport = error:no mail leaves this house
                smtpd_relay_restrictions = reject_unauth_destination
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = AUTH
                recipient_delimiter = +
                virtual_mailbox_domains = static:all
                virtual_mailbox_maps = texthash:MAILBOXES
                virtual_mailbox_base = MAIL
                virtual_uid_maps = static:UID
                virtual_gid_maps = static:GID
                max_use = 1
                """.replace("FOLDER", folder.toString())
                .replace("AUTH", dovecot.authentication().toString())
                .replace("MAILBOXES", mailboxes.toString())
                .replace("MAIL", dovecot.mail().toString())
                .replace("UID", Dovecot.output("id", "-u", Dovecot.user()))
                .replace("GID", Dovecot.output("id", "-g", Dovecot.user())));
        Files.writeString(folder.resolve("etc/master.cf"), """
                127.0.0.1:PORT inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                error unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """.replace("PORT", String.valueOf(smtpPort)));
        if (postfix("start") != 0) {
            throw new IllegalStateException("Postfix does not start: " + Files.readString(folder.resolve("log")));
        }
    }

    /** Returns when it is done: "start" when the port is open, "stop" when no process is left. */
    private int postfix(String order) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        PROGRAM.toString(), "-c", folder.resolve("etc").toString(), order)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out-" + order).toFile())
                .start()
                .waitFor();
    }

    @Override
    public void rent(String address) {
        try {
            Files.writeString(mailboxes, "%1$s %1$s/\n".formatted(address), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int imapPort() {
        return dovecot.imapPort();
    }

    @Override
    public int smtpPort() {
        return smtpPort;
    }

    @Override
    public void close() {
        try (dovecot) {
            postfix("stop");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
