package io.github.bingxstream.port.support;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How long a transport waits, how much it holds, whom it trusts and which way it goes: the same for streams and for requests,
 * and the same for every adapter.
 *
 * <pre>{@code
 * TransportSettings.builder()
 *         .proxy(HttpProxy.at("proxy.example", 3128).withCredentials(user, password))
 *         .tls(TlsTrust.of(authorities))
 *         .build()
 * }</pre>
 *
 * <p>Immutable. A server's name is checked against its certificate in any case; nothing here turns that off.
 */
public final class TransportSettings {

    private static final int MIB = 1024 * 1024;

    /** Beyond it one message is worth a heap, the more so for a library that holds a message several times. */
    private static final int MESSAGE_CEILING = 64 * MIB;

    private static final TransportSettings DEFAULTS = builder().build();

    private final Duration connectTimeout;
    private final Duration sendTimeout;
    private final Duration closeGrace;
    private final int messageBytesMax;
    private final int textsWaitingMax;
    private final int bodyBytesMax;
    private final @Nullable SSLContext tls;
    private final @Nullable HttpProxy proxy;

    private TransportSettings(Builder chosen) {
        connectTimeout = chosen.connectTimeout;
        sendTimeout = chosen.sendTimeout;
        closeGrace = chosen.closeGrace;
        messageBytesMax = chosen.messageBytesMax;
        textsWaitingMax = chosen.textsWaitingMax;
        bodyBytesMax = chosen.bodyBytesMax;
        tls = chosen.tls;
        proxy = chosen.proxy;
    }

    /** Returns the settings that a transport uses which is given none. */
    public static TransportSettings defaults() {
        return DEFAULTS;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how long proxy, name resolution, TCP, TLS and the upgrade may take together. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Returns how long one text may take to leave. */
    public Duration sendTimeout() {
        return sendTimeout;
    }

    /** Returns how long a connection that is being closed waits: for texts to leave, and for the peer's close frame. */
    public Duration closeGrace() {
        return closeGrace;
    }

    /** Returns the size of the largest message in bytes, a text counted as UTF-8. */
    public int messageBytesMax() {
        return messageBytesMax;
    }

    /** Returns how many texts may wait for one that is being sent. */
    public int textsWaitingMax() {
        return textsWaitingMax;
    }

    /** Returns the size of the largest HTTP body in bytes. */
    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    /** Returns whom to trust and what to show; {@linkplain TlsTrust#platform() what the JVM says} when it was not set. */
    public SSLContext tls() {
        SSLContext chosen = tls;
        return chosen == null ? TlsTrust.platform() : chosen;
    }

    /** Returns the proxy; empty when the JVM's {@link java.net.ProxySelector} decides. */
    public Optional<HttpProxy> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** Collects settings. Not for several threads at once. */
    public static final class Builder {

        private Duration connectTimeout = Duration.ofSeconds(4);
        private Duration sendTimeout = Duration.ofSeconds(10);
        private Duration closeGrace = Duration.ofSeconds(2);
        private int messageBytesMax = MIB;
        private int textsWaitingMax = 256;
        private int bodyBytesMax = 4 * MIB;
        private @Nullable SSLContext tls;
        private @Nullable HttpProxy proxy;

        private Builder() {}

        /**
         * How long proxy, name resolution, TCP, TLS and the upgrade may take together. 4 seconds unless set: a lost packet or
         * two is repeated within it, and a {@code close()} during the handshake, which few libraries can cut short, stays
         * within the five seconds that the port promises.
         */
        public Builder connectTimeout(Duration time) {
            connectTimeout = positive(time, "connectTimeout");
            return this;
        }

        /**
         * How long one text may take to leave. 10 seconds unless set, the port's own limit: a peer that has not read for so
         * long is gone.
         */
        public Builder sendTimeout(Duration time) {
            sendTimeout = positive(time, "sendTimeout");
            return this;
        }

        /**
         * How long a connection that is being closed waits for texts to leave, and for the peer to answer the close frame.
         * 2 seconds unless set: several round trips across the world.
         */
        public Builder closeGrace(Duration time) {
            closeGrace = positive(time, "closeGrace");
            return this;
        }

        /**
         * The size of the largest message in bytes, a text counted as UTF-8; 1 byte to 64 MiB. 1 MiB unless set: a thousand
         * order updates, and small enough that many connections at once cannot exhaust a heap.
         */
        public Builder messageBytesMax(int bytes) {
            if (bytes < 1 || bytes > MESSAGE_CEILING) {
                throw new IllegalArgumentException("messageBytesMax must be 1 byte to 64 MiB");
            }
            messageBytesMax = bytes;
            return this;
        }

        /**
         * How many texts may wait for one that is being sent. 256 unless set: a stream sends a handful when it subscribes and
         * one a heartbeat, so this many means that nothing leaves.
         */
        public Builder textsWaitingMax(int texts) {
            if (texts < 1) {
                throw new IllegalArgumentException("textsWaitingMax must be at least 1");
            }
            textsWaitingMax = texts;
            return this;
        }

        /** The size of the largest HTTP body in bytes. 4 MiB unless set, the least that the port allows. */
        public Builder bodyBytesMax(int bytes) {
            if (bytes < 4 * MIB) {
                throw new IllegalArgumentException("bodyBytesMax must be at least 4 MiB, as the port promises");
            }
            bodyBytesMax = bytes;
            return this;
        }

        /**
         * Whom to trust, and which certificate of ours to show. What the JVM trusts unless set. Use {@link TlsTrust} to make
         * one from key stores: a transport with a context made there can say more about a certificate that it refuses.
         */
        public Builder tls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * The proxy through which streams and requests go. What the JVM's {@link java.net.ProxySelector} says unless set, as
         * is usual in Java.
         */
        public Builder proxy(HttpProxy through) {
            proxy = Objects.requireNonNull(through, "through");
            return this;
        }

        /** Returns the settings. */
        public TransportSettings build() {
            return new TransportSettings(this);
        }

        private static Duration positive(Duration time, String name) {
            Objects.requireNonNull(time, name);
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException(name + " must be longer than nothing");
            }
            return time;
        }
    }
}
