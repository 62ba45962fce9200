package io.github.bingxstream.testkit.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket frame as it stands on the wire (RFC 6455, section 5.2).
 *
 * @param last whether it ends its message
 * @param opcode one of the constants here, or any other to see what happens
 * @param masked whether it came masked, as a client's must
 * @param payload its content, without the mask
 */
// Frames are looked at and never compared.
@SuppressWarnings("ArrayRecordComponent")
record WireFrame(boolean last, int opcode, boolean masked, byte[] payload) {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int LENGTH_16_BITS = 126;
    private static final int LENGTH_64_BITS = 127;

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Returns the close code; 1005 if there is none. */
    int closeCode() {
        return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    /** Returns the bytes of an unmasked frame. */
    static byte[] encode(boolean last, int opcode, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(last, opcode, payload.length));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** Returns the first bytes of an unmasked frame, up to its payload, which need not follow. */
    static byte[] header(boolean last, int opcode, long length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((last ? 0x80 : 0) | opcode);
        if (length < LENGTH_16_BITS) {
            bytes.write((int) length);
        } else if (length <= 0xFFFF) {
            bytes.write(LENGTH_16_BITS);
            bytes.write((int) (length >> 8));
            bytes.write((int) length);
        } else {
            bytes.write(LENGTH_64_BITS);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) (length >> shift));
            }
        }
        return bytes.toByteArray();
    }

    static WireFrame read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == LENGTH_16_BITS) {
            length = in.readUnsignedShort();
        } else if (length == LENGTH_64_BITS) {
            length = in.readLong();
        }
        boolean masked = (second & 0x80) != 0;
        byte[] mask = masked ? in.readNBytes(4) : new byte[4];
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new WireFrame((first & 0x80) != 0, first & 0xF, masked, payload);
    }
}
