package io.github.bingxstream.testkit.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who connected to a {@link ScriptedPeer}, seen from there: what they asked, and what is done to them. Every method
 * acts at once on the calling thread.
 */
public final class Visitor {

    private static final String HANDSHAKE_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int HEAD_BYTES_MAX = 64 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String requestLine = "";

    Visitor(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Returns the first line they sent. */
    public String requestLine() {
        return requestLine;
    }

    /** Returns their headers; names in lower case. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    // ------------------------------------------------------------------------------------------------------ answers

    /** Answers the upgrade as RFC 6455 asks for. */
    public void acceptHandshake() {
        acceptHandshake(new byte[0]);
    }

    /** Answers the upgrade and sends something right behind, in the same segment. */
    public void acceptHandshake(byte[] rightBehind) {
        acceptHandshakeAs(acceptKey(headers.getOrDefault("sec-websocket-key", "")), rightBehind);
    }

    /** Answers the upgrade, also somebody who may have left meanwhile; tells whether they still took it. */
    boolean tryAcceptHandshake() {
        return tryRaw(upgrade(acceptKey(headers.getOrDefault("sec-websocket-key", "")), new byte[0]));
    }

    /** Answers the upgrade with a key of one's choice. */
    public void acceptHandshakeAs(String acceptKey, byte[] rightBehind) {
        raw(upgrade(acceptKey, rightBehind));
    }

    private static byte[] upgrade(String acceptKey, byte[] rightBehind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + acceptKey + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(rightBehind);
        return bytes.toByteArray();
    }

    /** Answers over HTTP, with the body's length and its bytes as UTF-8. */
    public void answer(int status, Map<String, String> answerHeaders, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        answerHead(status, answerHeaders, bytes.length);
        raw(bytes);
    }

    /** Answers over HTTP with a head that announces a body of some length. */
    public void answerHead(int status, Map<String, String> answerHeaders, long length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        answerHeaders.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status != 204 && status != 304) {
            head.append("Content-Length: " + length + "\r\n");
        }
        raw(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    // ------------------------------------------------------------------------------------------------------- frames

    public void text(String message) {
        frame(true, WireFrame.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    public void binary(byte[] message) {
        frame(true, WireFrame.BINARY, message);
    }

    public void ping(byte[] payload) {
        frame(true, WireFrame.PING, payload);
    }

    /** Sends a close frame, without a code if it is 1005. */
    public void closeFrame(int code, String reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        if (code != 1005) {
            payload.write(code >> 8);
            payload.write(code);
            payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
        }
        frame(true, WireFrame.CLOSE, payload.toByteArray());
    }

    void frame(boolean last, int opcode, byte[] payload) {
        raw(WireFrame.encode(last, opcode, payload));
    }

    /** Sends bytes as they are, to somebody who must still be there. */
    public void raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            throw new AssertionError("they were gone before all was sent", gone);
        }
    }

    /** Sends bytes as they are; tells whether they still took any. */
    public boolean tryRaw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    // --------------------------------------------------------------------------------------------------------- ends

    /** Ends our side of the connection in order, without a close frame. */
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Cuts the connection with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // -------------------------------------------------------------------------------------------------- what they do

    /** Returns their next frame that is neither a ping nor an unasked pong. */
    WireFrame nextFrame() {
        while (true) {
            WireFrame frame = nextFrameOfAnyKind();
            if (frame.opcode() != WireFrame.PING && frame.opcode() != WireFrame.PONG) {
                return frame;
            }
        }
    }

    /** Takes one byte of what they send, which leaves no whole frame behind, and no room for much more. */
    void takeOneByte() {
        try {
            if (in.read() < 0) {
                throw new AssertionError("they were gone before they sent anything");
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("they sent nothing", silent);
        } catch (IOException gone) {
            throw new AssertionError("they were gone before they sent anything", gone);
        }
    }

    WireFrame nextFrameOfAnyKind() {
        try {
            return WireFrame.read(in);
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("they sent nothing", silent);
        } catch (IOException gone) {
            throw new AssertionError("they were gone before they sent a frame", gone);
        }
    }

    /** Returns the frames that come until they end the connection, without pings and pongs. */
    List<WireFrame> framesUntilGone() {
        List<WireFrame> frames = new ArrayList<>();
        try {
            while (true) {
                WireFrame frame = WireFrame.read(in);
                if (frame.opcode() != WireFrame.PING && frame.opcode() != WireFrame.PONG) {
                    frames.add(frame);
                }
            }
        } catch (SocketTimeoutException stillThere) {
            throw new AssertionError("they did not end the connection", stillThere);
        } catch (IOException gone) {
            return frames;
        }
    }

    /** Tells whether they end the connection within a while, reading and forgetting whatever comes before. */
    boolean isGoneWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        byte[] forgotten = new byte[8192];
        try {
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                if (in.read(forgotten) < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException | EOFException gone) {
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells the same without reading, by sending pings until they meet nobody. */
    boolean isGoneUnreadWithin(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        byte[] ping = WireFrame.encode(true, WireFrame.PING, new byte[0]);
        while (tryRaw(ping)) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    void readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0 || bytes.size() > HEAD_BYTES_MAX) {
                throw new EOFException("no complete head came");
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        String[] lines = bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        requestLine = lines[0];
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
    }

    private static String acceptKey(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + HANDSHAKE_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }
}
