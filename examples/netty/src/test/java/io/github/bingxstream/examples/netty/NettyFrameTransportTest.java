package io.github.bingxstream.examples.netty;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

class NettyFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 100_000;

    private final NettyFrameTransport transport;

    NettyFrameTransportTest() throws NoSuchAlgorithmException {
        transport = new NettyFrameTransport(
                SSLContext.getDefault(),
                new DefaultThreadFactory("netty-contract", true),
                new NettyFrameTransport.Limits(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), MESSAGE_BYTES_MAX, 256));
    }

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
