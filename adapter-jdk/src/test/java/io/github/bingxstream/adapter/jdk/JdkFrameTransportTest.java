package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import java.time.Duration;

class JdkFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 100_000;

    private final JdkTransport transport = JdkTransport.create(JdkLimits.defaults()
            .withConnectTimeout(Duration.ofSeconds(2))
            .withSendTimeout(Duration.ofSeconds(2))
            .withCloseGrace(Duration.ofSeconds(1))
            .withMessageBytesMax(MESSAGE_BYTES_MAX));

    @Override
    protected FrameTransport transport() {
        return transport.frames();
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
