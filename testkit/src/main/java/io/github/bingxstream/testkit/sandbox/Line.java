package io.github.bingxstream.testkit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One accepted connection, with TLS or without. The plain socket stays at hand: resets and cuts are its business. */
final class Line {
    private final Socket plain;
    private final @Nullable SSLSocket secured;

    private Line(Socket plain, @Nullable SSLSocket secured) {
        this.plain = plain;
        this.secured = secured;
    }

    /** Layers TLS upon the socket if there is a context for it; the handshake waits for the first read. */
    static Line over(Socket plain, @Nullable SSLContext tls) throws IOException {
        plain.setTcpNoDelay(true);
        if (tls == null) {
            return new Line(plain, null);
        }
        String host = plain.getInetAddress().getHostAddress();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        secured.setUseClientMode(false);
        return new Line(plain, secured);
    }

    InputStream in() throws IOException {
        return spoken().getInputStream();
    }

    OutputStream out() throws IOException {
        return spoken().getOutputStream();
    }

    /** The other end, as digits. */
    String address() {
        return plain.getInetAddress().getHostAddress();
    }

    /** Ends our half in order, TLS included; may block behind somebody who writes. */
    void finish() throws IOException {
        // Not close: with unread input that would be a reset.
        if (secured != null) {
            secured.shutdownOutput();
        }
        if (!plain.isOutputShutdown()) {
            plain.shutdownOutput();
        }
    }

    boolean mayBlock() {
        return secured != null;
    }

    /** Ends the connection with RST. */
    void reset() {
        try {
            plain.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // Then there is nothing to reset.
        }
        close();
    }

    /** Frees the socket without a word of TLS, which might block. */
    void close() {
        try {
            plain.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private Socket spoken() {
        return secured == null ? plain : secured;
    }
}
