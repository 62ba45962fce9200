package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import io.github.bingxstream.testkit.transport.SingleTransport;
import java.util.Map;

class TyrusFrameTransportTest extends FrameTransportContract {

    @Override
    protected SingleTransport transport(TransportSettings settings) {
        TyrusTransport transport = TyrusTransport.create(settings);
        return new SingleTransport(transport.frames(), transport::close);
    }

    @Override
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of(
                Shortcoming.CANNOT_CUT_A_STALLED_SOCKET, "Tyrus queues the close behind the write that does not end");
    }
}
