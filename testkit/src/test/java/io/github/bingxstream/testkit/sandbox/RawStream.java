package io.github.bingxstream.testkit.sandbox;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A stream client made of bytes, for what no proper client does, and for ends without a close frame: when the end of the
 * TCP stream comes close behind a frame, the WebSocket of the JDK reads it and, once in ten or twenty times, tells nobody.
 */
final class RawStream implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawStream(SandboxExchange exchange, String listenKey) throws IOException {
        this(exchange, listenKey, SocketFactory.getDefault());
    }

    RawStream(SandboxExchange exchange, String listenKey, SSLContext tls) throws IOException {
        this(exchange, listenKey, tls.getSocketFactory());
    }

    private RawStream(SandboxExchange exchange, String listenKey, SocketFactory sockets) throws IOException {
        URI uri = URI.create(exchange.wsUrl());
        socket = sockets.createSocket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        write(("GET /market?listenKey=" + listenKey + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                        + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        // The key and its accept value are the example of RFC 6455, section 1.3.
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Status line and headers up to the empty line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** A masked frame with a mask that changes every byte. */
    void frame(int firstByte, byte[] payload) throws IOException {
        byte[] mask = {1, 2, 3, 4};
        byte[] bytes = new byte[6 + payload.length];
        bytes[0] = (byte) firstByte;
        bytes[1] = (byte) (0x80 | payload.length);
        System.arraycopy(mask, 0, bytes, 2, 4);
        for (int i = 0; i < payload.length; i++) {
            bytes[6 + i] = (byte) (payload[i] ^ mask[i & 3]);
        }
        write(bytes);
    }

    /** The next server frame of fewer than 65,536 bytes: first byte, then payload. */
    byte[] next() throws IOException {
        byte first = in.readByte();
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        byte[] frame = new byte[payload.length + 1];
        frame[0] = first;
        System.arraycopy(payload, 0, frame, 1, payload.length);
        return frame;
    }

    byte[] bytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Whether something has come that nobody has read. */
    boolean hasSomething() throws IOException {
        return in.available() > 0;
    }

    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** The first bytes of all frames until the server ends the connection in order. */
    List<Integer> untilEnd() throws IOException {
        List<Integer> firstBytes = new ArrayList<>();
        for (int first = in.read(); first >= 0; first = in.read()) {
            firstBytes.add(first);
            int length = in.readUnsignedByte();
            in.skipNBytes(length == 126 ? in.readUnsignedShort() : length);
        }
        return firstBytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
