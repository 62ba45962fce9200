package io.github.bingxstream.codec;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip messages (RFC 1952) one after another with one {@link Inflater}, which costs a quarter of what a stream for
 * every message does. Checksum and size are checked. Not thread-safe, and to be closed: an inflater has memory of its own.
 */
final class GzipInflater implements AutoCloseable {

    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int DEFLATE = 8;

    private static final int FLAG_HEADER_CHECKSUM = 1 << 1;
    private static final int FLAG_EXTRA = 1 << 2;
    private static final int FLAG_NAME = 1 << 3;
    private static final int FLAG_COMMENT = 1 << 4;
    private static final int FLAGS_RESERVED = 0xE0;

    private static final byte[] NOTHING = {};
    private static final int ROOM_AT_FIRST = 256;

    /** How many times larger the room gets. Doubled, it fits too closely: zlib is slow where less than 258 bytes are free. */
    private static final int GROWTH = 4;

    /** What one connection may keep between messages; a thousand connections are not rare. */
    private static final int ROOM_KEPT = 64 << 10;

    private final DecoderLimits limits;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private byte[] out = new byte[ROOM_AT_FIRST];
    private int size;
    private int roomTaken;

    GzipInflater(DecoderLimits limits) {
        this.limits = limits;
    }

    /** Tells whether a message begins as gzip does. */
    static boolean isGzip(byte[] message, int length) {
        return isGzip(message, 0, length);
    }

    /** Inflates the first {@code length} bytes into {@link #bytes()}, {@link #size()} of which are good then. */
    void inflate(byte[] message, int length) throws MalformedException {
        size = 0;
        roomTaken = message.length;
        // What is there after the last member (padding, garbage) is no part of the message.
        int at = 0;
        do {
            at = member(message, at, length);
        } while (isGzip(message, at, length));
    }

    /** Returns what was inflated. It is good until the next call of {@link #inflate} or {@link #release}. */
    byte[] bytes() {
        return out;
    }

    /** Returns how many bytes were inflated, also when the message was refused half way. */
    int size() {
        return size;
    }

    /** Gives back what a large message took, and lets go of the message if it was large itself. */
    void release() {
        if (out.length > ROOM_KEPT) {
            out = new byte[ROOM_AT_FIRST];
        }
        if (roomTaken > ROOM_KEPT) {
            inflater.setInput(NOTHING);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static boolean isGzip(byte[] message, int at, int length) {
        return at + 1 < length && message[at] == 0x1f && message[at + 1] == (byte) 0x8b;
    }

    /** Inflates one member and returns where it ends. */
    private int member(byte[] message, int start, int length) throws MalformedException {
        int body = headerEnd(message, start, length);
        int outStart = size;
        inflater.reset();
        inflater.setInput(message, body, length - body);
        try {
            boolean finished = false;
            while (!finished) {
                makeRoom(length);
                int count = inflater.inflate(out, size, out.length - size);
                size += count;
                // Asked once: whatever an inflater is asked takes a lock.
                finished = inflater.finished();
                if (count == 0 && !finished) {
                    throw new MalformedException(
                            inflater.needsDictionary()
                                    ? "the gzip message wants a dictionary"
                                    : "the gzip message ends in the middle");
                }
            }
        } catch (DataFormatException e) {
            throw new MalformedException("the gzip message is broken");
        }
        requireWithinLimits(length);
        int trailer = length - inflater.getRemaining();
        if (trailer + TRAILER_BYTES > length) {
            throw new MalformedException("the gzip message ends before its checksum");
        }
        checksum.reset();
        checksum.update(out, outStart, size - outStart);
        if (int32(message, trailer) != (int) checksum.getValue() || int32(message, trailer + 4) != size - outStart) {
            throw new MalformedException("the gzip message does not match its checksum");
        }
        return trailer + TRAILER_BYTES;
    }

    private int headerEnd(byte[] message, int start, int length) throws MalformedException {
        if (start + HEADER_BYTES > length) {
            throw headerTooShort();
        }
        int flags = message[start + 3];
        if (message[start + 2] != DEFLATE || (flags & FLAGS_RESERVED) != 0) {
            throw new MalformedException("the gzip message is of an unknown kind");
        }
        int at = start + HEADER_BYTES;
        if ((flags & FLAG_EXTRA) != 0) {
            if (at + 2 > length) {
                throw headerTooShort();
            }
            at += 2 + int16(message, at);
        }
        if ((flags & FLAG_NAME) != 0) {
            at = zeroEnd(message, at, length);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            at = zeroEnd(message, at, length);
        }
        if ((flags & FLAG_HEADER_CHECKSUM) != 0) {
            if (at + 2 > length) {
                throw headerTooShort();
            }
            checksum.reset();
            checksum.update(message, start, at - start);
            if (int16(message, at) != (checksum.getValue() & 0xFFFF)) {
                throw new MalformedException("the gzip message's header does not match its checksum");
            }
            at += 2;
        }
        if (at > length) {
            throw headerTooShort();
        }
        return at;
    }

    /** Makes room for at least one byte more, and for one more than allowed at most: that one tells. */
    private void makeRoom(int lengthIn) throws MalformedException {
        requireWithinLimits(lengthIn);
        if (size == out.length) {
            out = Arrays.copyOf(out, (int) Math.min((long) GROWTH * size, sizeMax(lengthIn) + 1L));
        }
    }

    private void requireWithinLimits(int lengthIn) throws MalformedException {
        if (size > limits.messageBytesMax()) {
            throw new MalformedException("the message inflates beyond " + limits.messageBytesMax() + " bytes");
        }
        if (size > sizeMax(lengthIn)) {
            throw new MalformedException(
                    "the message inflates beyond " + limits.inflationRatioMax() + " times its size");
        }
    }

    private int sizeMax(int lengthIn) {
        long byRatio = Math.max(limits.inflationFreeBytes(), (long) limits.inflationRatioMax() * lengthIn);
        return (int) Math.min(limits.messageBytesMax(), byRatio);
    }

    private static int zeroEnd(byte[] message, int from, int length) throws MalformedException {
        for (int at = from; at < length; at++) {
            if (message[at] == 0) {
                return at + 1;
            }
        }
        throw headerTooShort();
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) | int16(bytes, at + 2) << 16;
    }

    private static MalformedException headerTooShort() {
        return new MalformedException("the gzip message ends in its header");
    }
}
