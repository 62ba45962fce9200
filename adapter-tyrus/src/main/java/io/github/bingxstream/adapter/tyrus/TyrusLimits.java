package io.github.bingxstream.adapter.tyrus;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a {@link TyrusTransport} waits and how much it holds. Start from {@link #defaults()} and change what must differ.
 *
 * @param connectTimeout for name resolution, TCP, TLS and the upgrade together. 4 seconds: a lost packet or two is repeated
 *     within it, and a {@link io.github.bingxstream.port.FrameTransport.Connection#close() close()} during the handshake,
 *     which Tyrus cannot cut short, stays within the five seconds the port promises
 * @param sendTimeout for one text to leave. 10 seconds, the port's own limit: a peer that has not read for so long is gone
 * @param closeGrace for texts still waiting when the connection is closed. 2 seconds: several round trips across the world
 * @param messageBytesMax the largest message in bytes, a text counted as UTF-8. 1 MiB, a thousand order updates: Tyrus copies
 *     what it has of a frame each time it has read 2 KiB more, so that 4 MiB in one frame would cost it seconds
 * @param textsWaitingMax how many texts wait for one that is being sent. 256: a stream sends a handful when it subscribes
 *     and one a heartbeat, so this many means that nothing leaves
 * @param bodyBytesMax the largest HTTP body in bytes. 4 MiB, the least the port allows
 */
public record TyrusLimits(
        Duration connectTimeout,
        Duration sendTimeout,
        Duration closeGrace,
        int messageBytesMax,
        int textsWaitingMax,
        int bodyBytesMax) {

    private static final int MIB = 1024 * 1024;
    private static final int MESSAGE_CEILING = 64 * MIB;

    private static final TyrusLimits DEFAULTS =
            new TyrusLimits(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(2), MIB, 256, 4 * MIB);

    public TyrusLimits {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(sendTimeout, "sendTimeout");
        requirePositive(closeGrace, "closeGrace");
        if (messageBytesMax < 1 || textsWaitingMax < 1) {
            throw new IllegalArgumentException("messageBytesMax and textsWaitingMax must be at least 1");
        }
        if (messageBytesMax > MESSAGE_CEILING) {
            throw new IllegalArgumentException(
                    "messageBytesMax must be at most 64 MiB: Tyrus holds four times as much");
        }
        if (bodyBytesMax < 4 * MIB) {
            throw new IllegalArgumentException("bodyBytesMax must be at least 4 MiB, as the port promises");
        }
    }

    /** Returns the limits that {@link TyrusTransport#create()} uses. */
    public static TyrusLimits defaults() {
        return DEFAULTS;
    }

    public TyrusLimits withConnectTimeout(Duration connectTimeout) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public TyrusLimits withSendTimeout(Duration sendTimeout) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public TyrusLimits withCloseGrace(Duration closeGrace) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public TyrusLimits withMessageBytesMax(int messageBytesMax) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public TyrusLimits withTextsWaitingMax(int textsWaitingMax) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public TyrusLimits withBodyBytesMax(int bodyBytesMax) {
        return new TyrusLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    private static void requirePositive(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing");
        }
    }
}
