package io.github.bingxstream.testkit.sandbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link SandboxExchange}; each has the default that is nearest to the real exchange. */
public final class SandboxBuilder {
    private static final double EVENTS_PER_SECOND_MAX = 10_000;

    private int port;
    private long seed = 1;
    private double eventsPerSecond;
    private InstantSource clock = InstantSource.system();
    private HeartbeatForm heartbeatForm = HeartbeatForm.JSON;
    private Duration heartbeatInterval = Duration.ofSeconds(5);
    private Duration heartbeatDeadline = Duration.ofSeconds(30);
    private Duration ackDelay = Duration.ZERO;
    private Duration listenKeyValidity = Duration.ofMinutes(60);
    private boolean rateLimits = true;
    private Duration rateLimitPenalty = Duration.ofSeconds(1);
    private int socketsMax = 60;
    private int outboundFramesMax = 4096;
    private @Nullable SSLContext tls;
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);

    SandboxBuilder() {}

    /** The loopback port; 0, the default, takes any free one. */
    public SandboxBuilder port(int value) {
        require(value >= 0 && value <= 65_535, "port");
        port = value;
        return this;
    }

    /** Where all chance comes from: keys, ids, prices and orders. Default 1. */
    public SandboxBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** How often the market does something; 0, the default, means never: only the test and REST act. */
    public SandboxBuilder eventsPerSecond(double value) {
        require(value >= 0 && value <= EVENTS_PER_SECOND_MAX, "eventsPerSecond");
        eventsPerSecond = value;
        return this;
    }

    /** The exchange's clock: server time, the timestamp check, event times, the life of listen keys. Default: the system's. */
    public SandboxBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Default {@link HeartbeatForm#JSON}, the only form captured on the spot socket. */
    public SandboxBuilder heartbeatForm(HeartbeatForm value) {
        heartbeatForm = value;
        return this;
    }

    /** Default 5 s; zero means no heartbeats at all, and no client is cut for silence. */
    public SandboxBuilder heartbeatInterval(Duration value) {
        require(!value.isNegative(), "heartbeatInterval");
        heartbeatInterval = value;
        return this;
    }

    /** How long a client may leave heartbeats unanswered before its TCP connection is closed without a close frame. Default 30 s. */
    public SandboxBuilder heartbeatDeadline(Duration value) {
        require(!value.isNegative() && !value.isZero(), "heartbeatDeadline");
        heartbeatDeadline = value;
        return this;
    }

    /** How long an ack waits; pushes do not wait for it. Default zero. */
    public SandboxBuilder ackDelay(Duration value) {
        require(!value.isNegative(), "ackDelay");
        ackDelay = value;
        return this;
    }

    /** Default 60 minutes. */
    public SandboxBuilder listenKeyValidity(Duration value) {
        require(!value.isNegative() && !value.isZero(), "listenKeyValidity");
        listenKeyValidity = value;
        return this;
    }

    /** Whether REST calls are counted against the exchange's limits. Default true. */
    public SandboxBuilder rateLimits(boolean value) {
        rateLimits = value;
        return this;
    }

    /** How long a broken limit blocks; the real exchange takes five minutes, the default is 1 s so that a human can go on. */
    public SandboxBuilder rateLimitPenalty(Duration value) {
        require(!value.isNegative(), "rateLimitPenalty");
        rateLimitPenalty = value;
        return this;
    }

    /** How many streams may be open at a time; more are refused with HTTP 403. Default 60, the exchange's limit per address. */
    public SandboxBuilder socketsMax(int value) {
        require(value > 0, "socketsMax");
        socketsMax = value;
        return this;
    }

    /** How many frames may wait for a slow reader before its connection is dropped. Default 4096. */
    public SandboxBuilder outboundFramesMax(int value) {
        require(value > 0, "outboundFramesMax");
        outboundFramesMax = value;
        return this;
    }

    /**
     * Speaks TLS with the certificate of this context, so that URLs begin with {@code https} and {@code wss}. Default: no TLS.
     * The certificate should be for {@code 127.0.0.1}.
     */
    public SandboxBuilder tls(SSLContext value) {
        tls = value;
        return this;
    }

    /** Turns quirks on from the start. Default none. */
    public SandboxBuilder quirks(Quirk... values) {
        Collections.addAll(quirks, values);
        return this;
    }

    /**
     * Opens the port and starts the market. The caller must close the exchange.
     *
     * @throws UncheckedIOException if the port cannot be had
     */
    public SandboxExchange start() {
        Settings settings = new Settings(
                port,
                seed,
                eventsPerSecond,
                new SkewedClock(clock),
                heartbeatForm,
                heartbeatInterval,
                heartbeatDeadline,
                ackDelay,
                listenKeyValidity,
                rateLimits,
                rateLimitPenalty,
                socketsMax,
                outboundFramesMax,
                tls);
        return new SandboxExchange(settings, new Switches(quirks));
    }

    private static void require(boolean condition, String name) {
        if (!condition) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
