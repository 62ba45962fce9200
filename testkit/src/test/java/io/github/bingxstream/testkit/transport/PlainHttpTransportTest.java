package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.HttpTransport;

/** Nobody trusts a contract that nothing passes. */
class PlainHttpTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new PlainHttpTransport();
    }

    @Override
    protected void release() {}

    @Override
    protected int bodyBytesMax() {
        return PlainHttpTransport.BODY_BYTES_MAX;
    }
}
