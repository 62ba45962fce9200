package io.github.bingxstream.adapter.tyrus;

import java.nio.ByteBuffer;

/** Reads the headers of frames in passing (RFC 6455, section 5.2), to see what Tyrus overlooks. Called by one thread at a time. */
final class FrameScreen {

    /** What is wrong with a frame. */
    enum Verdict {
        GOOD,
        /** It is masked, or its length is none. */
        UNLAWFUL,
        /** It is larger than a message may be. */
        TOO_LARGE
    }

    private static final int CLOSE = 8;
    private static final int CONTROL = 8;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;

    private final int bytesMax;

    private final byte[] header = new byte[10];
    private int headerBytes;
    private long payloadLeft;
    private boolean closeSeen;
    private boolean closeHasCode;

    FrameScreen(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Looks at bytes without consuming them. If a frame is wrong, the buffer ends before it afterwards. */
    Verdict look(ByteBuffer bytes) {
        int begin = bytes.position();
        for (int at = bytes.position(); at < bytes.limit(); ) {
            if (payloadLeft > 0) {
                int passed = (int) Math.min(payloadLeft, bytes.limit() - at);
                payloadLeft -= passed;
                at += passed;
                continue;
            }
            if (headerBytes == 0) {
                begin = at;
            }
            header[headerBytes++] = bytes.get(at++);
            if (headerBytes >= 2 && headerBytes == headerLength(header[1] & 0x7F)) {
                headerBytes = 0;
                Verdict verdict = judge();
                if (verdict != Verdict.GOOD) {
                    bytes.limit(begin);
                    return verdict;
                }
            }
        }
        return Verdict.GOOD;
    }

    /** Returns whether a close frame has come. */
    boolean closeSeen() {
        return closeSeen;
    }

    /** Returns whether the close frame that has come had a code. */
    boolean closeHasCode() {
        return closeHasCode;
    }

    private static int headerLength(int length) {
        return length == LENGTH_IN_TWO_BYTES ? 4 : length == LENGTH_IN_EIGHT_BYTES ? 10 : 2;
    }

    private Verdict judge() {
        int opcode = header[0] & 0x0F;
        int end = headerLength(header[1] & 0x7F);
        long length = end == 2 ? header[1] & 0x7F : 0;
        for (int i = 2; i < end; i++) {
            length = (length << 8) | (header[i] & 0xFF);
        }
        if (header[1] < 0 || length < 0) {
            return Verdict.UNLAWFUL;
        }
        if (opcode < CONTROL && length > bytesMax) {
            return Verdict.TOO_LARGE;
        }
        if (opcode == CLOSE) {
            closeSeen = true;
            closeHasCode = length > 0;
        }
        payloadLeft = length;
        return Verdict.GOOD;
    }
}
