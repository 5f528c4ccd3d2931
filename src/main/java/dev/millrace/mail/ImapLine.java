package dev.millrace.mail;

import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** One signed-in connection to an IMAP server. */
final class ImapLine implements AutoCloseable {

    private final IMAPStore store;
    private final Sockets sockets;
    private final boolean announces;

    /** Asks for the capabilities now: later, beside an open folder, Angus would open a second connection for it. */
    ImapLine(IMAPStore store, Sockets sockets) throws MessagingException {
        this.store = store;
        this.sockets = sockets;
        this.announces = store.hasCapability("IDLE");
    }

    /** Opens with EXAMINE: whatever is done in there, the server's flags stay as they are. */
    IMAPFolder look(String name) throws MessagingException {
        if (!(store.getFolder(name) instanceof IMAPFolder folder) || !folder.exists()) {
            throw new FolderNotFoundException(store.getFolder(name));
        }
        folder.open(Folder.READ_ONLY);
        return folder;
    }

    /** Whether the server offers IDLE. */
    boolean announces() {
        return announces;
    }

    IMAPStore store() {
        return store;
    }

    /** Without a farewell, from any thread; whoever waits on the connection gets an exception. */
    void cut() {
        sockets.cut();
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException _) {
            // the server is told out of courtesy only
        } finally {
            cut();
        }
    }
}
