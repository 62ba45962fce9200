package io.github.bingxstream.testkit.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What is written to a stream in one go, mostly one unmasked frame, as bytes: to garble it needs no more. */
final class OutgoingFrame {
    /** What a frame is for. */
    enum Kind {
        PUSH,
        ACK,
        HEARTBEAT,
        CONTROL,
        /** A close frame, or half a frame: the last thing said on a connection. */
        LAST
    }

    private static final int FINAL_FRAGMENT = 0x80;
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int CONTROL_PAYLOAD_MAX = 125;
    /** About 50 KB. */
    private static final int FLOOD_PIECE = 1000;

    private final Kind kind;
    private final byte[] bytes;
    private final Duration pause;

    private OutgoingFrame(Kind kind, byte[] bytes) {
        this(kind, bytes, Duration.ZERO);
    }

    private OutgoingFrame(Kind kind, byte[] bytes, Duration pause) {
        this.kind = kind;
        this.bytes = bytes;
        this.pause = pause;
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

    /** The same text in a whole frame, in which the gzip ends half-way. */
    static OutgoingFrame truncated(Kind kind, String text) {
        byte[] body = compress(text);
        return new OutgoingFrame(kind, encode(Opcode.BINARY, Arrays.copyOf(body, body.length / 2)));
    }

    /** The same text in so many fragments, of which the last may be empty. */
    static OutgoingFrame fragmented(Kind kind, String text, int pieces) {
        byte[] body = compress(text);
        int size = Math.max(1, body.length / pieces);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < pieces; i++) {
            int from = Math.min(body.length, i * size);
            boolean last = i == pieces - 1;
            int to = last ? body.length : Math.min(body.length, from + size);
            int opcode = i == 0 ? Opcode.BINARY : Opcode.CONTINUATION;
            all.writeBytes(frame((last ? FINAL_FRAGMENT : 0) | opcode, Arrays.copyOfRange(body, from, to)));
        }
        return new OutgoingFrame(kind, all.toByteArray());
    }

    /** Messages of a type that nobody knows, in as few pieces as a queue can take. */
    static List<OutgoingFrame> flood(int frames) {
        byte[] one = gzip(Kind.PUSH, "{\"e\":\"sandboxFlood\"}").bytes;
        List<OutgoingFrame> flood = new ArrayList<>();
        OutgoingFrame full = repeated(one, FLOOD_PIECE);
        for (int i = 0; i < frames / FLOOD_PIECE; i++) {
            flood.add(full);
        }
        if (frames % FLOOD_PIECE > 0) {
            flood.add(repeated(one, frames % FLOOD_PIECE));
        }
        return flood;
    }

    /** Blanks, which are JSON white space: whoever inflates them without a limit finds nothing and has lost so much memory. */
    static OutgoingFrame bomb(int megabytes) {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < megabytes; i++) {
                gzip.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return new OutgoingFrame(Kind.PUSH, encode(Opcode.BINARY, bytes.toByteArray()));
    }

    /** Reserved bits, and an opcode that does not exist, from the first byte on. */
    static OutgoingFrame garbage(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return new OutgoingFrame(Kind.PUSH, bytes);
    }

    static OutgoingFrame pong(byte[] payload) {
        return new OutgoingFrame(Kind.CONTROL, encode(Opcode.PONG, payload));
    }

    static OutgoingFrame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, CONTROL_PAYLOAD_MAX - 2);
        ByteBuffer payload =
                ByteBuffer.allocate(2 + length).putShort((short) code).put(text, 0, length);
        return new OutgoingFrame(Kind.LAST, encode(Opcode.CLOSE, payload.array()));
    }

    /** The echo of a client's close frame, which may carry no code at all. */
    static OutgoingFrame closeEcho(byte[] payload) {
        return new OutgoingFrame(Kind.LAST, encode(Opcode.CLOSE, payload));
    }

    /** The same, one byte at a time. */
    OutgoingFrame dripping(Duration before) {
        return new OutgoingFrame(kind, bytes, before);
    }

    /** The first half, and then nothing more. */
    OutgoingFrame cut() {
        return new OutgoingFrame(Kind.LAST, Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** How long to wait before each byte; zero for a frame in one piece. */
    Duration pause() {
        return pause;
    }

    /** What it is for. */
    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    private static OutgoingFrame repeated(byte[] frame, int times) {
        ByteBuffer all = ByteBuffer.allocate(frame.length * times);
        for (int i = 0; i < times; i++) {
            all.put(frame);
        }
        return new OutgoingFrame(Kind.PUSH, all.array());
    }

    private static byte[] encode(int opcode, byte[] payload) {
        return frame(FINAL_FRAGMENT | opcode, payload);
    }

    private static byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length);
        frame.put((byte) firstByte);
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
