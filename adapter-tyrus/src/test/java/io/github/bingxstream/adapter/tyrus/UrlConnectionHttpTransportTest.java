package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.HttpTransportContract;
import io.github.bingxstream.testkit.transport.Shortcoming;
import java.util.Map;

class UrlConnectionHttpTransportTest extends HttpTransportContract {

    private final TyrusTransport transport = TyrusTransport.create();

    @Override
    protected HttpTransport transport() {
        return transport.http();
    }

    @Override
    protected void release() {
        transport.close();
    }

    @Override
    protected int bodyBytesMax() {
        return TransportSettings.defaults().bodyBytesMax();
    }

    @Override
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of(
                Shortcoming.REPEATS_A_CUT_REQUEST,
                "HttpURLConnection does without TLS; it would not if it streamed a body, but would lose that of a 401");
    }
}
