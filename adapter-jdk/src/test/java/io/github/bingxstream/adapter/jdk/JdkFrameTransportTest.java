package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import io.github.bingxstream.testkit.transport.SingleTransport;
import java.util.Map;

class JdkFrameTransportTest extends FrameTransportContract {

    @Override
    protected SingleTransport transport(TransportSettings settings) {
        JdkTransport transport = JdkTransport.create(settings);
        return new SingleTransport(transport.frames(), transport::close);
    }

    @Override
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of(
                Shortcoming.MAY_MISS_A_FINISH_BEHIND_A_FRAME,
                "java.net.http drops it with an InternalError if it comes while the frame before is being delivered");
    }
}
