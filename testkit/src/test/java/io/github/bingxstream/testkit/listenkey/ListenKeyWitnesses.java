package io.github.bingxstream.testkit.listenkey;

import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.testkit.contract.Witness;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** For each rule of {@link ListenKeyContract} an implementation that breaks it: the bugs stand in the rules' order. */
public final class ListenKeyWitnesses {

    private ListenKeyWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        KeyBug[] bugs = KeyBug.values();
        return IntStream.range(0, bugs.length)
                .mapToObj(i -> breaking("LK-" + (i + 1), bugs[i]))
                .toList();
    }

    private static Witness breaking(String rule, KeyBug bug) {
        return new Witness(
                rule,
                Witness.words(bug),
                () -> Witness.call(ListenKeyContract.class, rule, new Trial(new FakeListenKeys(bug))));
    }

    private static final class Trial extends ListenKeyContract {
        private final FakeListenKeys keys;

        Trial(FakeListenKeys keys) {
            this.keys = keys;
        }

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

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(3);
        }
    }
}
