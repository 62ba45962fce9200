package io.github.bingxstream.driver;

import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Ticker;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a driver runs on.
 *
 * @param shared the account, for all streams of it
 * @param turns when the stream may connect, extend and ask
 * @param listenKeys generates and extends the key
 * @param account the second witness
 * @param checkpoints keeps checkpoints; empty when none are kept
 * @param sink receives events and notices
 * @param eventsMax how many events may wait for the sink
 * @param scheduler runs the turns; nothing on it blocks
 * @param deliveries runs the sink, which may block; empty if it never does, and is called where the session's turns run
 * @param ticker measures waits
 * @param clock tells how far away the exchange's times are
 */
public record Parts(
        SharedAccount shared,
        Turns turns,
        ListenKeyApi listenKeys,
        AccountApi account,
        Optional<CheckpointStore> checkpoints,
        EventSink sink,
        int eventsMax,
        ScheduledExecutorService scheduler,
        Optional<Executor> deliveries,
        Ticker ticker,
        InstantSource clock) {}
