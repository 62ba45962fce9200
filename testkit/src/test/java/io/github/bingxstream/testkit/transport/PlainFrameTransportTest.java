package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.support.TransportSettings;

/** Nobody trusts a contract that nothing passes. */
class PlainFrameTransportTest extends FrameTransportContract {

    @Override
    protected SingleTransport transport(TransportSettings settings) {
        PlainFrameTransport transport = new PlainFrameTransport(settings);
        return new SingleTransport(transport, transport::close);
    }
}
