package io.github.bingxstream.testkit.proxy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** How the proxy reads and writes what is meant for itself. */
final class Bytes {

    private static final int HEAD_BYTES_MAX = 64 * 1024;

    private Bytes() {}

    /** Reads up to the empty line and no byte more: what follows is meant for somebody else. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == HEAD_BYTES_MAX) {
                throw new EOFException("no complete head came");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void close(Closeable open) {
        try {
            open.close();
        } catch (IOException gone) {
            // It is what was wanted.
            return;
        }
    }
}
