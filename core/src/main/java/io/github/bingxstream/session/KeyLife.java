package io.github.bingxstream.session;

import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;

/**
 * The life of one listen key: how long it is valid, and when to extend it.
 *
 * <p>Validity is counted from the moment a call was <i>sent</i>, which is never later than the exchange's own count.
 *
 * @param key the key
 * @param validUntil from then on it counts as dead
 * @param extendAt when to ask for an extension, or to ask again
 */
record KeyLife(ListenKey key, Moment validUntil, Moment extendAt) {

    /** The key was generated, or its extension granted, by a call sent at {@code askedAt}. */
    static KeyLife granted(ListenKey key, Moment askedAt, Jitter jitter) {
        return new KeyLife(
                key,
                askedAt.plus(SessionSettings.KEY_VALIDITY),
                askedAt.plus(SessionSettings.EXTEND_AFTER.minus(jitter.upTo(SessionSettings.EXTEND_SPREAD))));
    }

    /** An extension is being asked for. If no answer comes, it is asked for again. */
    KeyLife asking(Moment now) {
        return new KeyLife(key, validUntil, now.plus(SessionSettings.KEY_ANSWER_LIMIT));
    }

    /** The extension failed, or nobody knows: ask again soon, as long as the key lives. */
    KeyLife askingAgain(Moment now) {
        return new KeyLife(key, validUntil, now.plus(SessionSettings.EXTEND_RETRY));
    }
}
