package io.github.bingxstream.driver;

import io.github.bingxstream.domain.ListenKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Which listen keys the streams of this process are connected with. The exchange may hand the same key to several of them, and
 * deleting it for one would silence all.
 */
final class KeysInUse {

    private final Map<String, Integer> streams = new HashMap<>();

    synchronized void add(ListenKey key) {
        streams.merge(key.value(), 1, Integer::sum);
    }

    synchronized void remove(ListenKey key) {
        streams.computeIfPresent(key.value(), (value, count) -> count == 1 ? null : count - 1);
    }

    synchronized boolean contains(ListenKey key) {
        return streams.containsKey(key.value());
    }

    @Override
    public synchronized String toString() {
        return "KeysInUse[" + streams.size() + "]";
    }
}
