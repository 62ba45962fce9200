package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;

/** Nobody trusts a contract that nothing passes. */
class PlainFrameTransportTest extends FrameTransportContract {

    private final PlainFrameTransport transport = new PlainFrameTransport();

    @Override
    protected FrameTransport transport() {
        return transport;
    }

    @Override
    protected void release() {
        transport.close();
    }

    @Override
    protected int messageBytesMax() {
        return PlainFrameTransport.MESSAGE_BYTES_MAX;
    }
}
