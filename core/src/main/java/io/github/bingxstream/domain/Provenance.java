package io.github.bingxstream.domain;

/** Where a fact came from. */
public enum Provenance {
    /** The exchange pushed it. */
    STREAM,
    /** The exchange answered with it when asked over REST. */
    REST,
    /** The library concluded it from other facts. */
    DERIVED
}
