package io.github.bingxstream.port;

import io.github.bingxstream.domain.Moment;

/** The platform's monotonic clock. There is one, so that whoever asks for it twice gets the same. */
enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public Moment now() {
        return new Moment(System.nanoTime());
    }
}
