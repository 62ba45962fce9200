/** The account streams of the BingX spot exchange: the domain, the ports and the session. */
module io.github.bingxstream.core {
    requires static transitive org.jspecify;
    requires com.squareup.moshi;
    requires io.vavr;
    // Moshi and Okio need it, but as automatic modules they cannot say so.
    requires kotlin.stdlib;
    requires okio;

    exports io.github.bingxstream;
    exports io.github.bingxstream.checkpoint;
    exports io.github.bingxstream.domain;
    exports io.github.bingxstream.port;
    exports io.github.bingxstream.port.support;
    exports io.github.bingxstream.rest;
}
