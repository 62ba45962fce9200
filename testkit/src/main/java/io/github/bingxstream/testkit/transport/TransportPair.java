package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;

/**
 * Both transports of one adapter, made with the same settings.
 *
 * @param frames for streams
 * @param http for requests
 * @param release lets go of both
 */
public record TransportPair(FrameTransport frames, HttpTransport http, Runnable release) implements AutoCloseable {

    @Override
    public void close() {
        release.run();
    }
}
