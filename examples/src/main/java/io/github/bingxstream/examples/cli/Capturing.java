package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.capture.Capture;
import java.util.Optional;

/** What a stream runs on: as it is, or captured. To be closed after the stream. */
final class Capturing implements AutoCloseable {

    private final Optional<Capture> capture;
    private final Optional<StreamRuntime> runtime;

    Capturing(Optional<Capture> capture) {
        this.capture = capture;
        // Of its own for the seeds alone, without which a replay would wait for other times than the stream did.
        this.runtime =
                capture.map(each -> StreamRuntime.builder().seeds(each.seeds()).build());
    }

    /** Gives a stream its transports. */
    void applyTo(AccountStreamBuilder builder, FrameTransport frames, HttpTransport http) {
        builder.frames(capture.map(each -> each.frames(frames)).orElse(frames));
        builder.http(capture.map(each -> each.http(http)).orElse(http));
        runtime.ifPresent(builder::runtime);
    }

    CheckpointStore checkpoints(CheckpointStore store) {
        return capture.map(each -> each.checkpoints(store)).orElse(store);
    }

    @Override
    public void close() {
        runtime.ifPresent(StreamRuntime::close);
        capture.ifPresent(Capture::close);
    }
}
