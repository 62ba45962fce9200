package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.time.InstantSource;

/** What is fixed when the exchange starts; {@link SandboxBuilder} says what each means. */
record Settings(
        int port,
        long seed,
        double eventsPerSecond,
        InstantSource clock,
        HeartbeatForm heartbeatForm,
        Duration heartbeatInterval,
        Duration heartbeatDeadline,
        Duration ackDelay,
        Duration listenKeyValidity,
        boolean rateLimits,
        Duration rateLimitPenalty,
        int socketsMax,
        int outboundFramesMax) {}
