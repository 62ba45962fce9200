package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.transport.PlainTransport;

/** The stream over transports that do nothing but keep their contract. */
class PlainSinkPromisesTest extends SinkPromisesContract {

    private final PlainTransport plain = new PlainTransport();

    @Override
    protected FrameTransport frames() {
        return plain.frames();
    }

    @Override
    protected HttpTransport http() {
        return plain.http();
    }

    @Override
    protected void release() {
        plain.close();
    }
}
