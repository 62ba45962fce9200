package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The living listen keys. Validity is measured on the exchange's clock, so a skewed clock kills keys as it would there. */
final class ListenKeys {
    private record Lease(SpotAccount account, Instant expiresAt) {}

    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final InstantSource clock;
    private final Duration validity;
    private final Switches switches;

    ListenKeys(SplittableRandom random, InstantSource clock, Duration validity, Switches switches) {
        this.random = random;
        this.clock = clock;
        this.validity = validity;
        this.switches = switches;
    }

    /** The key of the account, a new one or the one alive: one client reports to have got the same key back. */
    synchronized String generate(SpotAccount account) {
        Optional<String> alive = newest(account);
        if (alive.isPresent() && !switches.isOn(Quirk.NEW_KEY_ON_EVERY_POST)) {
            if (!switches.isOn(Quirk.POST_DOES_NOT_EXTEND)) {
                leases.put(alive.get(), lease(account));
            }
            return alive.get();
        }
        if (switches.isOn(Quirk.NEW_KEY_KILLS_OLD)) {
            leases.replaceAll((key, lease) -> lease.account() == account ? new Lease(account, Instant.MIN) : lease);
        }
        String key = randomKey();
        leases.put(key, lease(account));
        return key;
    }

    /** Sixty minutes from now, not added up; false if the key is not alive. */
    synchronized boolean extend(String key, SpotAccount account) {
        if (owner(key).filter(owner -> owner == account).isEmpty()) {
            return false;
        }
        leases.put(key, lease(account));
        return true;
    }

    synchronized boolean delete(String key, SpotAccount account) {
        return owner(key).filter(owner -> owner == account).isPresent() && leases.remove(key) != null;
    }

    /** Whose key this is, if it is alive. */
    synchronized Optional<SpotAccount> owner(String key) {
        return Optional.ofNullable(leases.get(key)).filter(this::isAlive).map(Lease::account);
    }

    /** Returns how many lived. They are told of by the next {@link #sweep}. */
    synchronized int expireAll() {
        int alive = (int) leases.values().stream().filter(this::isAlive).count();
        leases.replaceAll((key, lease) -> new Lease(lease.account(), Instant.MIN));
        return alive;
    }

    /** Lets all die untold; returns how many lived. */
    synchronized int killAll() {
        int alive = expireAll();
        leases.clear();
        return alive;
    }

    /** The keys that died of age since the last call; each is told once and then forgotten. */
    synchronized List<String> sweep() {
        List<String> dead = new ArrayList<>();
        leases.forEach((key, lease) -> {
            if (!isAlive(lease)) {
                dead.add(key);
            }
        });
        dead.forEach(leases::remove);
        return dead;
    }

    private Optional<String> newest(SpotAccount account) {
        return leases.entrySet().stream()
                .filter(entry -> entry.getValue().account() == account && isAlive(entry.getValue()))
                .map(Map.Entry::getKey)
                .reduce((older, newer) -> newer);
    }

    private boolean isAlive(Lease lease) {
        return clock.instant().isBefore(lease.expiresAt());
    }

    private Lease lease(SpotAccount account) {
        return new Lease(account, clock.instant().plus(validity));
    }

    private String randomKey() {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            key.append(String.format("%016x", random.nextLong()));
        }
        return key.toString();
    }
}
