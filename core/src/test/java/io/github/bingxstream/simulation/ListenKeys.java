package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The listen keys of the account, and when they die. */
final class ListenKeys {

    private static final long VALIDITY = Agenda.HOURS;

    /** A key at the exchange. */
    static final class Key {
        private final ListenKey text;
        private long validUntil;
        private boolean dead;

        private Key(ListenKey text, long validUntil) {
            this.text = text;
            this.validUntil = validUntil;
        }

        ListenKey text() {
            return text;
        }

        boolean isDead() {
            return dead;
        }
    }

    private final World world;
    private final Consumer<Key> died;
    private final Map<ListenKey, Key> keys = new LinkedHashMap<>();
    private Optional<Key> newest = Optional.empty();

    ListenKeys(World world, Consumer<Key> died) {
        this.world = world;
        this.died = died;
    }

    Key generate() {
        if (world.switches().postReturnsSameKey() && newest.isPresent() && !newest.get().dead) {
            Key same = newest.get();
            if (world.switches().postRenews()) {
                renew(same);
            }
            return same;
        }
        if (world.switches().newKeyKillsOld()) {
            newest.filter(key -> !key.dead).ifPresent(this::kill);
        }
        Key key = new Key(new ListenKey("key-" + (keys.size() + 1)), world.now() + VALIDITY);
        keys.put(key.text, key);
        newest = Optional.of(key);
        watch(key);
        return key;
    }

    KeyExtension extend(ListenKey text) {
        Optional<Key> key = find(text).filter(found -> !found.dead);
        key.ifPresent(this::renew);
        return key.isPresent() ? KeyExtension.EXTENDED : KeyExtension.GONE;
    }

    Optional<Key> find(ListenKey text) {
        return Optional.ofNullable(keys.get(text));
    }

    Optional<Key> newestAlive() {
        return newest.filter(key -> !key.dead);
    }

    void kill(Key key) {
        if (!key.dead) {
            key.dead = true;
            world.say("the key " + key.text.value() + " is dead");
            died.accept(key);
        }
    }

    private void renew(Key key) {
        key.validUntil = world.now() + VALIDITY;
    }

    private void watch(Key key) {
        world.agenda().at(key.validUntil, () -> {
            if (world.now() >= key.validUntil) {
                kill(key);
            } else if (!key.dead) {
                watch(key);
            }
        });
    }
}
