package io.github.bingxstream.benchmarks.decode;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The least that inflating a frame of known form can cost: nothing is made, and the checksum is checked. */
final class ReusedInflater {

    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] out = new byte[1 << 16];

    /** Inflates into {@link #bytes()}, and returns how many. */
    int inflate(byte[] frame) {
        inflater.reset();
        inflater.setInput(frame, HEADER_BYTES, frame.length - HEADER_BYTES - TRAILER_BYTES);
        int size;
        try {
            size = inflater.inflate(out);
        } catch (DataFormatException e) {
            throw new IllegalStateException("the frames are whole", e);
        }
        checksum.reset();
        checksum.update(out, 0, size);
        if (int32(frame, frame.length - 8) != (int) checksum.getValue() || int32(frame, frame.length - 4) != size) {
            throw new IllegalStateException("the frames are whole");
        }
        return size;
    }

    byte[] bytes() {
        return out;
    }

    void close() {
        inflater.end();
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }
}
