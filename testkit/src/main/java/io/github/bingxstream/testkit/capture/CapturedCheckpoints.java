package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.CheckpointStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A checkpoint store that writes down what a stream begins with. What is saved later follows from that. */
final class CapturedCheckpoints implements CheckpointStore {

    /** An order, its fills and what holds them. */
    private static final int MARK_BYTES = 500;

    private final CheckpointStore store;
    private final Notebook notebook;

    CapturedCheckpoints(CheckpointStore store, Notebook notebook) {
        this.store = store;
        this.notebook = notebook;
    }

    @Override
    public Optional<Checkpoint> load() throws IOException {
        Optional<Checkpoint> loaded = store.load();
        int bytes = loaded.map(checkpoint -> checkpoint.orders().size()).orElse(0) * MARK_BYTES;
        notebook.note(
                bytes,
                (redaction, now) -> new Fact.Resumed(loaded.map(checkpoint -> redacted(checkpoint, redaction, now))));
        return loaded;
    }

    @Override
    public void save(Checkpoint checkpoint) throws IOException {
        store.save(checkpoint);
    }

    private static Checkpoint redacted(Checkpoint checkpoint, Redaction redaction, Instant now) {
        return new Checkpoint(
                checkpoint.completeUntil(),
                checkpoint.orders().stream()
                        .map(mark -> new OrderMark(
                                mark.symbol(),
                                new OrderId(redaction.value(
                                        "orderId", mark.orderId().text(), now)),
                                mark.status(),
                                mark.cumulativeFilledQuantity(),
                                mark.deliveredQuantity(),
                                mark.deliveredFills().stream()
                                        .map(fill -> new TradeId(redaction.value("id", fill.text(), now)))
                                        .toList()))
                        .toList());
    }
}
