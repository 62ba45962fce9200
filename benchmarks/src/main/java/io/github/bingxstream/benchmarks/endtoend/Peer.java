package io.github.bingxstream.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bingxstream.benchmarks.decode.Frames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's half of one client's stream, and as little of it as can be: a handshake, an ack for what is subscribed, a
 * heartbeat every five seconds, and what somebody writes. The sandbox makes and compresses a push when it happens, which
 * at 10,000 a second would be what is measured.
 */
final class Peer implements AutoCloseable {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;
    private static final int SHORT_LENGTH_MAX = 125;
    private static final int HEARTBEAT_SECONDS = 5;
    private static final byte[] HEARTBEAT =
            Frames.gzip("{\"ping\":\"2177c68e4d0e45679965f482929b59c2\",\"time\":\"2026-01-02T03:04:05.006+0800\"}");

    private final ServerSocketChannel server;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable SocketChannel visitor;

    Peer() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("peer", this::accept);
        start("heart", this::beat);
    }

    /** Returns the URL of the stream; a client adds {@code ?listenKey=}, at which nobody looks. */
    String url() throws IOException {
        return "ws://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort() + "/market";
    }

    /** Writes to the client that subscribed last; waits for one, and for it to take the bytes. */
    synchronized void write(ByteBuffer bytes) throws IOException, InterruptedException {
        while (visitor == null) {
            wait();
        }
        write(visitor, bytes);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel next = server.accept();
                next.setOption(StandardSocketOptions.TCP_NODELAY, true);
                start("visitor", () -> serve(next));
            }
        } catch (IOException closed) {
            // Whoever closed it wants no more visitors.
            return;
        }
    }

    private void beat() {
        try {
            while (server.isOpen()) {
                TimeUnit.SECONDS.sleep(HEARTBEAT_SECONDS);
                write(OrderFrames.frame(HEARTBEAT));
            }
        } catch (IOException | InterruptedException gone) {
            // A client that has gone is noticed by whoever waits for its answer.
            return;
        }
    }

    private void serve(SocketChannel next) {
        try (next) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(next)));
            String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(key(in)) + "\r\n\r\n";
            write(next, ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                String text = new String(payload(in), StandardCharsets.UTF_8);
                if (opcode == CLOSE) {
                    return;
                }
                if (text.contains("\"dataType\"")) {
                    acknowledge(next, json.readTree(text).path("id").asText());
                }
            }
        } catch (IOException gone) {
            // As above.
            return;
        }
    }

    private synchronized void acknowledge(SocketChannel next, String id) throws IOException {
        String ack = "{\"code\":0,\"id\":\"" + id + "\",\"msg\":\"SUCCESS\",\"timestamp\":" + System.currentTimeMillis()
                + "}";
        write(next, OrderFrames.frame(Frames.gzip(ack)));
        write(next, OrderFrames.frame(HEARTBEAT));
        visitor = next;
        notifyAll();
    }

    /** Reads the whole head of the handshake. */
    private static String key(DataInputStream in) throws IOException {
        String key = "";
        StringBuilder line = new StringBuilder();
        while (true) {
            char next = (char) in.readUnsignedByte();
            if (next != '\n') {
                line.append(next);
            } else if (line.toString().isBlank()) {
                return key;
            } else {
                int colon = line.indexOf(":");
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase("sec-websocket-key")) {
                    key = line.substring(colon + 1).strip();
                }
                line.setLength(0);
            }
        }
    }

    /** Clients say little here: no message has 64 KB, or fragments. */
    private static byte[] payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        if (length > SHORT_LENGTH_MAX) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
