package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.ProxyContract;
import io.github.bingxstream.testkit.transport.TransportPair;

class JdkProxyTest extends ProxyContract {

    @Override
    protected TransportPair transports(TransportSettings settings) {
        JdkTransport transport = JdkTransport.create(settings);
        return new TransportPair(transport.frames(), transport.http(), transport::close);
    }
}
