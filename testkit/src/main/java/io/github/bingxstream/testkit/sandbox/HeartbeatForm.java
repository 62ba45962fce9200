package io.github.bingxstream.testkit.sandbox;

/** How the exchange asks whether the client is still there. */
public enum HeartbeatForm {
    /** {@code {"ping":"<32 hex>","time":"..."}}, as captured on the spot socket. */
    JSON,
    /** The four letters {@code Ping}, as on the swap socket and in the newest rules for all products. */
    TEXT
}
