package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What is fixed when the exchange starts; {@link SandboxBuilder} says what each means. */
record Settings(
        int port,
        long seed,
        double eventsPerSecond,
        SkewedClock clock,
        HeartbeatForm heartbeatForm,
        Duration heartbeatInterval,
        Duration heartbeatDeadline,
        Duration ackDelay,
        Duration listenKeyValidity,
        boolean rateLimits,
        Duration rateLimitPenalty,
        int socketsMax,
        int outboundFramesMax,
        @Nullable SSLContext tls) {}
