package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;

/** Both plain transports, for tests that need some that break nothing. */
public final class PlainTransport implements AutoCloseable {

    private final PlainFrameTransport frames = new PlainFrameTransport();
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
