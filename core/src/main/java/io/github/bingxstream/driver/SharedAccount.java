package io.github.bingxstream.driver;

import io.github.bingxstream.driver.SharedAccounts.Identity;

/**
 * What the streams of one account have in common: listen key, connection, and the questions to REST. Everything else is each
 * stream's own: its session with gaps and repairs, its sink and queue, its checkpoint.
 */
public final class SharedAccount {

    private final SharedAccounts all;
    private final Identity identity;
    private final SharedConnections connections;
    private final SharedKeys keys;
    private final SharedExtensions extensions;
    private final SharedQueries queries;

    /** How many streams there are. Guarded by {@link #all}. */
    int streams;

    SharedAccount(SharedAccounts all, Identity identity, KeysInUse keysInUse) {
        this.all = all;
        this.identity = identity;
        this.connections = new SharedConnections(identity.frames(), identity.endpoint(), identity.ticker(), keysInUse);
        this.keys = new SharedKeys(connections, identity.ticker());
        this.extensions = new SharedExtensions(connections, identity.ticker());
        this.queries = new SharedQueries(identity.ticker());
    }

    Identity identity() {
        return identity;
    }

    SharedConnections connections() {
        return connections;
    }

    SharedKeys keys() {
        return keys;
    }

    SharedExtensions extensions() {
        return extensions;
    }

    SharedQueries queries() {
        return queries;
    }

    /** One of its streams has ended. */
    void leave() {
        all.leave(this);
    }

    @Override
    public String toString() {
        return "SharedAccount[" + identity + "]";
    }
}
