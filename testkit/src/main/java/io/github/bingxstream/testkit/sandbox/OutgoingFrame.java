package io.github.bingxstream.testkit.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** One server frame, unmasked and whole, as bytes: to garble it needs no more. */
final class OutgoingFrame {
    /** What a frame is for. */
    enum Kind {
        PUSH,
        ACK,
        HEARTBEAT,
        CONTROL,
        /** A close frame: the last one of a connection. */
        CLOSE
    }

    private static final int FINAL_FRAGMENT = 0x80;
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int CONTROL_PAYLOAD_MAX = 125;

    private final Kind kind;
    private final byte[] bytes;

    private OutgoingFrame(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** Text, compressed, in a binary frame: the exchange sends everything so, even heartbeats. */
    static OutgoingFrame gzip(Kind kind, String text) {
        return new OutgoingFrame(kind, encode(Opcode.BINARY, compress(text)));
    }

    /** The same text in a body that begins a block of the one kind that deflate does not know: nobody can inflate it. */
    static OutgoingFrame corrupt(Kind kind, String text) {
        byte[] body = compress(text);
        body[GZIP_HEADER_BYTES] = 0x07;
        return new OutgoingFrame(kind, encode(Opcode.BINARY, body));
    }

    static OutgoingFrame pong(byte[] payload) {
        return new OutgoingFrame(Kind.CONTROL, encode(Opcode.PONG, payload));
    }

    static OutgoingFrame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, CONTROL_PAYLOAD_MAX - 2);
        ByteBuffer payload =
                ByteBuffer.allocate(2 + length).putShort((short) code).put(text, 0, length);
        return new OutgoingFrame(Kind.CLOSE, encode(Opcode.CLOSE, payload.array()));
    }

    /** The echo of a client's close frame, which may carry no code at all. */
    static OutgoingFrame closeEcho(byte[] payload) {
        return new OutgoingFrame(Kind.CLOSE, encode(Opcode.CLOSE, payload));
    }

    /** What it is for, so that a fault can choose its victims. */
    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    private static byte[] encode(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length);
        frame.put((byte) (FINAL_FRAGMENT | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] compress(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
