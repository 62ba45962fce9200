package io.github.bingxstream.benchmarks.endtoend;

import io.github.bingxstream.benchmarks.decode.Frames;
import io.github.bingxstream.benchmarks.decode.Orders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Order updates, compressed and framed before anybody waits for them. No order comes twice, or a stream would rightly take it
 * for told. The same number makes the same frames in every process.
 */
final class OrderFrames {

    private static final long SEED = 5;
    private static final int FINAL_BINARY = 0x82;
    private static final int LENGTH_IN_TWO_BYTES = 126;

    /** No order is shorter, no ack or heartbeat as long: clients that look at nothing tell them apart by this. */
    static final int BYTES_MIN = 200;

    private final ByteBuffer all;
    private final int[] ends;

    private OrderFrames(byte[][] payloads) {
        this.ends = new int[payloads.length];
        int bytes = 0;
        for (int i = 0; i < payloads.length; i++) {
            bytes = Math.addExact(bytes, headerBytes(payloads[i].length) + payloads[i].length);
            ends[i] = bytes;
        }
        all = ByteBuffer.allocateDirect(bytes);
        for (byte[] payload : payloads) {
            all.put(frame(payload));
        }
        all.clear();
    }

    /** Returns so many frames or a few more: until the last of their orders is filled. */
    static OrderFrames make(int atLeast) {
        return new OrderFrames(IntStream.range(0, rounds(atLeast))
                .parallel()
                .mapToObj(round -> Orders.round(new SplittableRandom(SEED + round)))
                .flatMap(List::stream)
                .map(Frames::gzip)
                .toArray(byte[][]::new));
    }

    /** Returns the least number of frames that is no less, and leaves no order open. */
    static int whole(int atLeast) {
        return rounds(atLeast) * Orders.ROUND;
    }

    private static int rounds(int atLeast) {
        return (atLeast + Orders.ROUND - 1) / Orders.ROUND;
    }

    int count() {
        return ends.length;
    }

    /** Returns the bytes of some frames that follow each other. */
    ByteBuffer bytes(int first, int count) {
        int begin = begin(first);
        return all.slice(begin, ends[first + count - 1] - begin);
    }

    /** Returns what is in a frame. */
    ByteBuffer message(int index) {
        int header = headerBytes(BYTES_MIN);
        int begin = begin(index) + header;
        return all.slice(begin, ends[index] - begin);
    }

    private int begin(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Returns a server's frame around a message. */
    static ByteBuffer frame(byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(headerBytes(length) + length);
        frame.put((byte) FINAL_BINARY);
        if (length < LENGTH_IN_TWO_BYTES) {
            frame.put((byte) length);
        } else {
            frame.put((byte) LENGTH_IN_TWO_BYTES).putShort((short) length);
        }
        return frame.put(payload).flip();
    }

    /** No message here has 64 KB. */
    private static int headerBytes(int length) {
        return length < LENGTH_IN_TWO_BYTES ? 2 : 4;
    }
}
