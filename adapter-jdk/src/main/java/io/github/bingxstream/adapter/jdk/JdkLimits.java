package io.github.bingxstream.adapter.jdk;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a {@link JdkTransport} waits and how much it holds. Start from {@link #defaults()} and change what must differ.
 *
 * @param connectTimeout for name resolution, TCP, TLS and the upgrade together. 4 seconds: a lost packet or two is repeated
 *     within it, and a {@link io.github.bingxstream.port.FrameTransport.Connection#close() close()} during the handshake,
 *     which {@code java.net.http} cannot cut short, stays within the five seconds the port promises
 * @param sendTimeout for one text to leave. 10 seconds, the port's own limit: a peer that has not read for so long is gone
 * @param closeGrace for the peer to answer our close frame. 2 seconds: several round trips across the world
 * @param messageBytesMax the largest message in bytes, a text counted as UTF-8. 4 MiB: thousands of times an order update,
 *     and small enough that many connections at once cannot exhaust a heap
 * @param textsWaitingMax how many texts wait for one that is being sent. 256: a stream sends a handful when it subscribes
 *     and one a heartbeat, so this many means that nothing leaves
 * @param bodyBytesMax the largest HTTP body in bytes. 4 MiB, the least the port allows
 */
public record JdkLimits(
        Duration connectTimeout,
        Duration sendTimeout,
        Duration closeGrace,
        int messageBytesMax,
        int textsWaitingMax,
        int bodyBytesMax) {

    private static final int MIB = 1024 * 1024;

    private static final JdkLimits DEFAULTS =
            new JdkLimits(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(2), 4 * MIB, 256, 4 * MIB);

    public JdkLimits {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(sendTimeout, "sendTimeout");
        requirePositive(closeGrace, "closeGrace");
        if (messageBytesMax < 1 || textsWaitingMax < 1) {
            throw new IllegalArgumentException("messageBytesMax and textsWaitingMax must be at least 1");
        }
        if (bodyBytesMax < 4 * MIB) {
            throw new IllegalArgumentException("bodyBytesMax must be at least 4 MiB, as the port promises");
        }
    }

    /** Returns the limits that {@link JdkTransport#create()} uses. */
    public static JdkLimits defaults() {
        return DEFAULTS;
    }

    public JdkLimits withConnectTimeout(Duration connectTimeout) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public JdkLimits withSendTimeout(Duration sendTimeout) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public JdkLimits withCloseGrace(Duration closeGrace) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public JdkLimits withMessageBytesMax(int messageBytesMax) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public JdkLimits withTextsWaitingMax(int textsWaitingMax) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    public JdkLimits withBodyBytesMax(int bodyBytesMax) {
        return new JdkLimits(connectTimeout, sendTimeout, closeGrace, messageBytesMax, textsWaitingMax, bodyBytesMax);
    }

    private static void requirePositive(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing");
        }
    }
}
