package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.ProxyContract;
import io.github.bingxstream.testkit.transport.TransportPair;

class TyrusProxyTest extends ProxyContract {

    @Override
    protected TransportPair transports(TransportSettings settings) {
        TyrusTransport transport = TyrusTransport.create(settings);
        return new TransportPair(transport.frames(), transport.http(), transport::close);
    }
}
