package io.github.bingxstream.examples.netty;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;

class NettyFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    private final NettyFrameTransport transport = new NettyFrameTransport(
            TransportSettings.builder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .sendTimeout(Duration.ofSeconds(2))
                    .closeGrace(Duration.ofSeconds(1))
                    .messageBytesMax(MESSAGE_BYTES_MAX)
                    .build(),
            new DefaultThreadFactory("netty-contract", true));

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
        return MESSAGE_BYTES_MAX;
    }
}
