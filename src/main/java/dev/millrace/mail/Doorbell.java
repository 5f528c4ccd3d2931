package dev.millrace.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Waits for a server to announce something (IMAP IDLE), but not for ever: a server may have forgotten us, or a firewall
 * the connection, and neither tells. Ending the IDLE twice a minute finds both out, and keeps well below the 29 minutes
 * after which servers hang up.
 */
final class Doorbell {

    private Doorbell() {}

    static void await(IMAPFolder folder, Duration atMost) throws MessagingException {
        var rung = new CountDownLatch(1);
        Thread.ofVirtual().name("doorbell").start(() -> endIdle(folder, rung, atMost));
        try {
            folder.idle(true);
        } finally {
            rung.countDown();
        }
    }

    /** Any command ends an IDLE; this one asks for nothing. */
    private static void endIdle(IMAPFolder folder, CountDownLatch rung, Duration atMost) {
        try {
            if (!rung.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && folder.isOpen()) {
                folder.doCommand(_ -> null);
            }
        } catch (MessagingException | IllegalStateException _) {
            // the one who waits learns it too
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
