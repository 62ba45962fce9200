package io.github.bingxstream.port;

import io.github.bingxstream.domain.Moment;

/**
 * Tells the local monotonic time. Everything that waits is measured with it.
 *
 * <ul>
 *   <li><b>TK-1</b> It never goes backwards, whichever thread asks.
 *   <li><b>TK-2</b> It does not block and does not throw.
 * </ul>
 */
public interface Ticker {

    /** Returns the present moment. */
    Moment now();

    /** Returns the platform's monotonic clock. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
