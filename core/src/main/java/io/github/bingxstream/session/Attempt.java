package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;

/**
 * One attempt to get from nothing to live, and what became of it.
 *
 * @param epoch its number; every answer to it quotes it
 * @param phase where it stands
 */
record Attempt(long epoch, Phase phase) {

    Attempt in(Phase other) {
        return new Attempt(epoch, other);
    }

    /** Tells whether everything wanted is acknowledged. */
    boolean isSubscribed() {
        return phase instanceof Phase.Connected connected
                && connected.subscriptions().isComplete();
    }

    /** Tells whether its key is to be extended. */
    boolean isExtensionDue(Moment now) {
        return phase instanceof Phase.Connected connected
                && now.hasReached(connected.key().extendAt());
    }

    boolean hasConnection() {
        return phase instanceof Phase.Connecting || phase instanceof Phase.Connected;
    }
}
