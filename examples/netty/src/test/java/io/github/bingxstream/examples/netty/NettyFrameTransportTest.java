package io.github.bingxstream.examples.netty;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.SingleTransport;
import io.netty.util.concurrent.DefaultThreadFactory;

class NettyFrameTransportTest extends FrameTransportContract {

    @Override
    protected SingleTransport transport(TransportSettings settings) {
        NettyFrameTransport transport =
                new NettyFrameTransport(settings, new DefaultThreadFactory("netty-contract", true));
        return new SingleTransport(transport, transport::close);
    }
}
