package dev.millrace.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of one connection and remembers them, so that it can be cut and its patience changed from outside. */
final class Sockets {

    private final List<Socket> opened = new ArrayList<>();
    private final Plain plain = new Plain();
    private final Layered layered;

    Sockets(@Nullable String pin) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trust(pin)}, null);
            this.layered = new Layered(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SocketFactory plain() {
        return plain;
    }

    SSLSocketFactory layered() {
        return layered;
    }

    /** Ends whatever waits on the connection, at once. */
    synchronized void cut() {
        for (var socket : opened.reversed()) {
            try {
                socket.close();
            } catch (IOException _) {
                // it is closed for us either way
            }
        }
    }

    synchronized void patience(int millis) throws IOException {
        for (var socket : opened) {
            if (!socket.isClosed()) {
                socket.setSoTimeout(millis);
            }
        }
    }

    private synchronized Socket opened(Socket socket) {
        opened.add(socket);
        return socket;
    }

    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() {
            return opened(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return opened(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return opened(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return opened(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return opened(new Socket(host, port, local, localPort));
        }
    }

    private final class Layered extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        Layered(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            opened(socket);
            return tls.createSocket(socket, host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return opened(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return opened(tls.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return opened(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return opened(tls.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }
    }
}
