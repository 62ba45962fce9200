package io.github.bingxstream.domain;

/** Where an account stream stands. */
public enum StreamState {
    /** Built, not yet opened. */
    IDLE,
    /** Waiting for the turn to connect, which streams of one address share, or for the exchange to generate a listen key. */
    ACQUIRING_KEY,
    /** Waiting for the WebSocket handshake. */
    CONNECTING,
    /** Connected; waiting until every wanted channel is acknowledged. */
    SUBSCRIBING,
    /** Connected and acknowledged, and a gap is open: what was missed is being asked for, what comes is delivered. */
    REPAIRING,
    /** Connected and acknowledged, and no gap is open. */
    LIVE,
    /** Waiting before the next attempt. */
    BACKING_OFF,
    /** Ended for good, by {@code close()} or by a refusal that trying again cannot help. */
    CLOSED;

    /** Tells whether the stream has ended for good. */
    public boolean isFinal() {
        return this == CLOSED;
    }
}
