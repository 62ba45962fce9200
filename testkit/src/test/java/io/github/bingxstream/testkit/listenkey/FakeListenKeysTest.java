package io.github.bingxstream.testkit.listenkey;

import io.github.bingxstream.port.ListenKeyApi;

/** Nobody trusts a contract that nothing passes. */
class FakeListenKeysTest extends ListenKeyContract {

    private final FakeListenKeys keys = new FakeListenKeys();

    @Override
    protected ListenKeyApi api() {
        return keys;
    }

    @Override
    protected void expireKeys() {
        keys.expire();
    }

    @Override
    protected void trouble(Trouble next) {
        keys.trouble(next);
    }
}
