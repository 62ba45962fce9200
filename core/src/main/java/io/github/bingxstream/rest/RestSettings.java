package io.github.bingxstream.rest;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.Signer;
import io.github.bingxstream.port.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all calls share.
 *
 * @param hosts base URIs in the order in which they are tried, without a slash at the end
 * @param timeout for one attempt
 */
record RestSettings(
        Signer signer,
        HttpTransport http,
        List<URI> hosts,
        ServerClock clock,
        Ticker ticker,
        ScheduledExecutorService scheduler,
        RequestBudget budget,
        Duration receiveWindow,
        Duration timeout,
        Optional<String> sourceTag) {

    /** The exchange's own default, which need not be sent. */
    static final Duration RECEIVE_WINDOW_DEFAULT = Duration.ofSeconds(5);
}
