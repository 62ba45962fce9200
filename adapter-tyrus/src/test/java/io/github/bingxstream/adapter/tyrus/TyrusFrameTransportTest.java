package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import java.time.Duration;
import java.util.Map;

class TyrusFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    private final TyrusTransport transport = TyrusTransport.create(TransportSettings.builder()
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
                Shortcoming.CANNOT_CUT_A_STALLED_SOCKET, "Tyrus queues the close behind the write that does not end");
    }
}
