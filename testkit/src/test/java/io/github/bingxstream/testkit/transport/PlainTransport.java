package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.TransportSettings;

/** Both plain transports, for tests that need some that break nothing. */
public final class PlainTransport implements AutoCloseable {

    private final PlainFrameTransport frames = new PlainFrameTransport(TransportSettings.defaults());
    private final PlainHttpTransport http = new PlainHttpTransport();

    /** Returns the one for streams. */
    public FrameTransport frames() {
        return frames;
    }

    /** Returns the one for requests. */
    public HttpTransport http() {
        return http;
    }

    @Override
    public void close() {
        frames.close();
        http.close();
    }
}
