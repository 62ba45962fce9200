package io.github.bingxstream.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where and when one event came to us.
 *
 * @param provenance the witness
 * @param epoch the number of the connection attempt it belongs to; grows with every attempt of one stream
 * @param keyFingerprint names the listen key of that connection without revealing it; empty text for REST
 * @param eventTime the exchange's time of the event; empty when it gave none. On balance events it is often rounded to a
 *     full second, so it is no good for ordering
 * @param receivedAt when the message reached this process
 */
public record Origin(
        Provenance provenance, long epoch, String keyFingerprint, Optional<Instant> eventTime, Moment receivedAt) {}
