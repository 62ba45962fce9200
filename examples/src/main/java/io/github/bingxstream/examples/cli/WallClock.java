package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.time.Instant;

/** The stream's monotonic clock and this process's wall clock meet here, for people's eyes. */
final class WallClock {

    private static final Ticker TICKER = Ticker.system();

    private WallClock() {}

    static Instant at(Moment moment) {
        return Instant.now().minus(TICKER.now().since(moment));
    }
}
