package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the messages of one connection say. Follows "WebSocket rules" and the account stream pages of the exchange's
 * spot documentation.
 *
 * <p>It is total: any bytes whatever give a signal, in the worst case {@link Signal.Rejected}; nothing is thrown, and memory
 * stays within a small multiple of the limits. It is not thread-safe. The caller owes a {@link #close()}.
 */
public final class FrameDecoder implements AutoCloseable {

    /** Longer than the longest text heartbeat with generous space around it. */
    private static final int HEARTBEAT_BYTES_MAX = 32;

    private static final Signal CAPITAL_PING = new Signal.Heartbeat(Optional.of("Pong"));
    private static final Signal PING = new Signal.Heartbeat(Optional.of("pong"));
    private static final Signal PONG = new Signal.Heartbeat(Optional.empty());

    /** What one connection may keep between messages. */
    private static final int ROOM_KEPT = 64 << 10;

    private final DecoderLimits limits;
    private final GzipInflater inflater;
    private final JsonMessage json;
    private final Classifier classifier;
    private byte[] room = new byte[256];
    private int lastBytes;
    private boolean closed;

    /**
     * Begins with the first message of a connection.
     *
     * @param epoch the number of the connection attempt, which the events will quote
     * @param keyFingerprint names the connection's listen key without revealing it
     * @param limits what is refused
     */
    public FrameDecoder(long epoch, String keyFingerprint, DecoderLimits limits) {
        this(epoch, keyFingerprint, limits, new ByteTokens());
    }

    /** Takes, besides, what JSON is read by. */
    FrameDecoder(long epoch, String keyFingerprint, DecoderLimits limits, JsonTokens tokens) {
        this.limits = limits;
        this.inflater = new GzipInflater(limits);
        this.json = new JsonMessage(limits.depthMax(), tokens);
        this.classifier = new Classifier(json, tokens, new Witness(epoch, keyFingerprint));
    }

    /** Tells what a text message says. */
    public Signal text(String message, Moment receivedAt) {
        int size = message.length();
        lastBytes = size;
        try {
            requireSize(size);
            byte[] utf8 = Utf8.bytes(message);
            size = utf8.length;
            requireSize(size);
            return plain(utf8, size, size, receivedAt);
        } catch (MalformedException e) {
            return new Signal.Rejected(e.why(), size, Redaction.excerpt(message));
        }
    }

    /**
     * Tells what a binary message says: gzip by its first two bytes, else text.
     *
     * @param message is left as it is, and not needed after the call
     */
    public Signal binary(ByteBuffer message, Moment receivedAt) {
        int size = message.remaining();
        lastBytes = size;
        try {
            requireSize(size);
        } catch (MalformedException e) {
            return new Signal.Rejected(e.why(), size, "");
        }
        byte[] bytes = size <= room.length ? room : new byte[size];
        if (bytes != room && size <= ROOM_KEPT) {
            room = bytes;
        }
        message.get(message.position(), bytes, 0, size);
        if (!GzipInflater.isGzip(bytes, size)) {
            return plain(bytes, size, size, receivedAt);
        }
        try {
            requireOpen();
            inflater.inflate(bytes, size);
            return plain(inflater.bytes(), inflater.size(), size, receivedAt);
        } catch (MalformedException e) {
            return new Signal.Rejected(e.why(), size, "");
        } finally {
            inflater.release();
        }
    }

    /** Gives back native memory. Messages that come later are rejected. */
    @Override
    public void close() {
        closed = true;
        inflater.close();
    }

    /** Returns how much the last gzip message was inflated, in bytes. */
    int inflatedBytes() {
        return inflater.size();
    }

    /** Returns the size of the last message in bytes, inflated: about what its events keep in memory. */
    public int lastBytes() {
        return lastBytes;
    }

    private Signal plain(byte[] bytes, int length, int sizeReceived, Moment receivedAt) {
        lastBytes = length;
        try {
            requireOpen();
            Signal heartbeat = heartbeat(bytes, length);
            if (heartbeat != null) {
                return heartbeat;
            }
            json.take(bytes, length);
            return classifier.signal(receivedAt);
        } catch (MalformedException e) {
            return new Signal.Rejected(e.why(), sizeReceived, excerpt(bytes, length));
        } catch (IOException | RuntimeException e) {
            // What has passed the screen should be readable. If it is not, the fault is ours, and one message is lost
            // and reported instead of the stream. The exception's words may quote the message, so they stay here.
            String why = "unreadable: " + e.getClass().getSimpleName();
            return new Signal.Rejected(why, sizeReceived, excerpt(bytes, length));
        } finally {
            json.release();
        }
    }

    /** Recognises a text heartbeat; null when it is none. */
    private static @Nullable Signal heartbeat(byte[] bytes, int length) {
        if (length > HEARTBEAT_BYTES_MAX) {
            return null;
        }
        return switch (new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip()) {
            case "Ping" -> CAPITAL_PING;
            case "ping" -> PING;
            case "Pong", "pong" -> PONG;
            default -> null;
        };
    }

    private String excerpt(byte[] bytes, int length) {
        String screened = json.beginning(Redaction.LOOKED_AT_MAX);
        return Redaction.excerpt(
                screened != null
                        ? screened
                        : Utf8.beginning(bytes, length, Redaction.LOOKED_AT_MAX).orElse(""));
    }

    private void requireSize(int size) throws MalformedException {
        if (size > limits.messageBytesMax()) {
            throw new MalformedException("the message is longer than " + limits.messageBytesMax() + " bytes");
        }
    }

    private void requireOpen() throws MalformedException {
        if (closed) {
            throw new MalformedException("the decoder is closed");
        }
    }
}
