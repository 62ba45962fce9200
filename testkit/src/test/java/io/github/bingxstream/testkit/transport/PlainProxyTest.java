package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.support.TransportSettings;

/** Nobody trusts rules that nothing keeps. */
class PlainProxyTest extends ProxyContract {

    @Override
    protected TransportPair transports(TransportSettings settings) {
        return new PlainWay(settings).pair();
    }
}
