package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.port.EventSink;

/** Nobody trusts a contract that nothing passes. */
class WatchingSinkTest extends EventSinkContract {

    @Override
    protected EventSink sink() {
        return new WatchingSink();
    }
}
