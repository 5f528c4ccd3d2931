package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.mail.Server.Security;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mail server for what real ones do not do on demand: it speaks the protocol, and misbehaves as told. */
abstract class Peer implements AutoCloseable {

    final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket door;

    Peer() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    /** Accepts connections and never says a word. */
    static Peer silent() {
        return new Peer() {
            @Override
            void talk(BufferedReader in, OutputStream out) throws IOException {
                in.readLine();
            }
        };
    }

    abstract void talk(BufferedReader in, OutputStream out) throws IOException;

    Server at(String user) {
        return new Server("127.0.0.1", door.getLocalPort(), Security.NONE, user, null);
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            talk(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)),
                    socket.getOutputStream());
        } catch (IOException _) {
            // the other side is gone, or was meant to be cut off
        } finally {
            open.remove(socket);
        }
    }

    static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    static String heard(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("Hung up");
        }
        return line;
    }

    void hangUpOnAll() {
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        hangUpOnAll();
    }
}
