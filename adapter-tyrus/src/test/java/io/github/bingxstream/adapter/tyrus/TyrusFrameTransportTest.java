package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import java.time.Duration;
import java.util.Map;

class TyrusFrameTransportTest extends FrameTransportContract {

    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    private final TyrusTransport transport = TyrusTransport.create(TyrusLimits.defaults()
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

    @Override
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of(
                Shortcoming.CANNOT_TELL_A_MISSING_CLOSE_CODE, "Tyrus reports it as 1000",
                Shortcoming.MAKES_UP_A_HANDSHAKE_STATUS, "Tyrus reports a wrong key as status 500",
                Shortcoming.TAKES_MASKED_FRAMES, "Tyrus unmasks and delivers them",
                Shortcoming.DOES_NOT_WAIT_FOR_THE_PEERS_CLOSE, "Tyrus closes the socket right behind the close frame",
                Shortcoming.CANNOT_CUT_A_STALLED_SOCKET, "Tyrus queues the close behind the write that does not end");
    }
}
