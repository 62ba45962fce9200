package io.github.bingxstream.codec;

import java.time.Instant;
import java.util.Optional;

/** Times that came lately. */
final class RecentTimes {

    private final Recent<Optional<Instant>> recent = new Recent<>();

    /** Returns the time of an epoch value in milliseconds. */
    Optional<Instant> of(long epochMilli) {
        Optional<Instant> known = recent.get(epochMilli, 0);
        if (known != null) {
            return known;
        }
        Optional<Instant> made = Optional.of(Instant.ofEpochMilli(epochMilli));
        recent.put(epochMilli, 0, made);
        return made;
    }
}
