package io.github.bingxstream.benchmarks.endtoend;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamStatus;
import io.github.bingxstream.port.EventSink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream of ours, with a sink that does nothing but note when an order was told. */
final class Ours implements Contender, EventSink {

    private final Arrivals arrivals;
    private final AccountStream stream;
    private final Runnable release;
    private final CountDownLatch complete = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();

    /**
     * Opens a stream.
     *
     * @param builder all but the sink
     * @param release ends what the stream was given
     */
    Ours(AccountStreamBuilder builder, Runnable release, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.release = release;
        this.stream = builder.channels(Channel.ORDERS).sink(this).open();
    }

    @Override
    public void event(AccountEvent event) {
        if (event instanceof OrderUpdate update && update.origin().provenance() == Provenance.STREAM) {
            arrivals.note();
        }
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened) {
            open.incrementAndGet();
        } else if (notice instanceof StreamNotice.GapClosed && open.decrementAndGet() == 0) {
            complete.countDown();
        }
    }

    /** Complete: the gap with which every stream begins is closed. */
    @Override
    public void awaitReady() throws InterruptedException {
        complete.await();
    }

    /** One gap is the one of the beginning. */
    @Override
    public String complaint() {
        StreamStatus status = stream.status();
        StreamStatus.Counters counters = status.counters();
        boolean isWell = status.gaps().isEmpty() && counters.gapsOpened() == 1 && counters.dropped() == 0;
        return isWell
                ? ""
                : "gaps opened " + (counters.gapsOpened() - 1) + ", open "
                        + status.gaps().size() + ", dropped " + counters.dropped() + ", repeated "
                        + counters.repeated();
    }

    @Override
    public void close() {
        stream.close();
        release.run();
    }
}
