package io.github.bingxstream.driver;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.Ticker;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The accounts that this process streams, each with what its streams share. Two sockets of one listen key lose each other's
 * frames, so that streams of the same account must not have one each.
 */
public final class SharedAccounts {

    private final Map<Identity, SharedAccount> accounts = new HashMap<>();
    private final KeysInUse keysInUse = new KeysInUse();

    /**
     * What makes two streams streams of the same account.
     *
     * @param frames the transport their connections go over
     * @param endpoint where to
     * @param ticker the clock their moments come from
     * @param keys who gets the listen keys: the same API key at the same hosts, or the same port
     */
    public record Identity(FrameTransport frames, URI endpoint, Ticker ticker, Object keys) {

        /** Says nothing: the API key is in it. */
        @Override
        public String toString() {
            return "Identity[" + endpoint + "]";
        }
    }

    /** Adds a stream to an account. The caller owes a {@link SharedAccount#leave()}. */
    public synchronized SharedAccount join(Identity identity) {
        SharedAccount account = accounts.computeIfAbsent(identity, added -> new SharedAccount(this, added, keysInUse));
        account.streams++;
        return account;
    }

    synchronized void leave(SharedAccount account) {
        account.streams--;
        if (account.streams == 0) {
            accounts.remove(account.identity());
        }
    }

    @Override
    public synchronized String toString() {
        return "SharedAccounts[" + accounts.size() + "]";
    }
}
