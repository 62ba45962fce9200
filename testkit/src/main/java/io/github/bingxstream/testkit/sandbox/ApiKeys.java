package io.github.bingxstream.testkit.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what: the accounts by API key. */
final class ApiKeys {
    /**
     * One key.
     *
     * @param admitsLoopback false when its IP whitelist names only others
     */
    record ApiKey(String secretKey, SpotAccount account, Set<Permission> permissions, boolean admitsLoopback) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "ApiKey[" + account + ", " + permissions + "]";
        }
    }

    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

    void put(String apiKey, ApiKey key) {
        keys.put(apiKey, key);
    }

    Optional<ApiKey> find(String apiKey) {
        return Optional.ofNullable(keys.get(apiKey));
    }

    void excludeLoopback(String apiKey) {
        keys.computeIfPresent(
                apiKey, (name, key) -> new ApiKey(key.secretKey(), key.account(), key.permissions(), false));
    }
}
