package dev.millrace;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The post office inside this process, where a test can stand at the counter and see whom a mail is for. */
public final class GreenMailPostOffice implements PostOffice {

    private final GreenMail server =
            new GreenMail(new ServerSetup[] {local(ServerSetup.PROTOCOL_SMTP), local(ServerSetup.PROTOCOL_IMAP)});

    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private volatile Consumer<String> delivering = _ -> {};

    private GreenMailPostOffice() {
        server.getUserManager().setMessageDeliveryHandler((message, to) -> {
            taken.add(to.getEmail());
            delivering.accept(to.getEmail());
            return mailboxOf(to.getEmail());
        });
        server.start();
    }

    public static GreenMailPostOffice open() {
        return new GreenMailPostOffice();
    }

    private static ServerSetup local(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    @Override
    public void rent(String address) {
        server.setUser(address, address, PASSWORD);
    }

    /** Whom every mail so far was for, also while more comes in. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Hears whom a mail is for when it is taken, just before its sender hears that it is. */
    public void whenDelivering(Consumer<String> delivering) {
        this.delivering = delivering;
    }

    @Override
    public int imapPort() {
        return server.getImap().getPort();
    }

    @Override
    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    private GreenMailUser mailboxOf(String address) {
        var user = server.getUserManager().getUserByEmail(address.replaceFirst("\\+[^@]*@", "@"));
        if (user == null) {
            throw new IllegalStateException("Nobody here has the address " + address);
        }
        return user;
    }

    @Override
    public void close() {
        server.stop();
    }
}
