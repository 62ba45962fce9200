package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.HttpTransportContract;

class JdkHttpTransportTest extends HttpTransportContract {

    private final JdkTransport transport = JdkTransport.create();

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
}
