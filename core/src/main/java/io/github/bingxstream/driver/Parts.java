package io.github.bingxstream.driver;

import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Ticker;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a driver runs on.
 *
 * @param frames opens connections
 * @param endpoint the WebSocket URL without the listen key
 * @param listenKeys generates and extends the key
 * @param account the second witness
 * @param checkpoints keeps checkpoints; empty when none are kept
 * @param keysInUse which keys the process is connected with
 * @param sink receives events and notices
 * @param eventsMax how many events may wait for the sink
 * @param scheduler runs the turns; nothing on it blocks
 * @param deliveries runs the sink, which may block
 * @param ticker measures waits
 * @param clock tells how far away the exchange's times are
 */
public record Parts(
        FrameTransport frames,
        URI endpoint,
        ListenKeyApi listenKeys,
        AccountApi account,
        Optional<CheckpointStore> checkpoints,
        KeysInUse keysInUse,
        EventSink sink,
        int eventsMax,
        ScheduledExecutorService scheduler,
        Executor deliveries,
        Ticker ticker,
        InstantSource clock) {}
