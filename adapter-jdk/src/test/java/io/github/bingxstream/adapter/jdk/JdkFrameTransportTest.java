package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import java.time.Duration;
import java.util.Map;

class JdkFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    private final JdkTransport transport = JdkTransport.create(TransportSettings.builder()
            .connectTimeout(Duration.ofSeconds(2))
            .sendTimeout(Duration.ofSeconds(2))
            .closeGrace(Duration.ofSeconds(1))
            .messageBytesMax(MESSAGE_BYTES_MAX)
            .build());

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

    @Override
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of(
                Shortcoming.MAY_MISS_A_FINISH_BEHIND_A_FRAME,
                "java.net.http drops it with an InternalError if it comes while the frame before is being delivered");
    }
}
