package io.github.bingxstream.benchmarks.endtoend;

import io.github.bingxstream.codec.DecoderLimits;
import io.github.bingxstream.codec.FrameDecoder;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.Signal;

/** What one core can do at best: the decoder in a loop over the same frames, without sockets, session or sink. */
final class DecoderAlone implements Contender {

    private final OrderFrames frames;
    private final Arrivals arrivals;
    private final FrameDecoder decoder = new FrameDecoder(1, "key", DecoderLimits.DEFAULTS);
    private int next;

    DecoderAlone(OrderFrames frames, Arrivals arrivals) {
        this.frames = frames;
        this.arrivals = arrivals;
    }

    @Override
    public void awaitReady() {}

    @Override
    public void expect(int events) {
        new Thread(() -> decode(events), "decoder").start();
    }

    private void decode(int events) {
        Moment now = Ticker.system().now();
        for (int i = 0; i < events; i++) {
            if (decoder.binary(frames.message(next++), now) instanceof Signal.Happened) {
                arrivals.note();
            }
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
