package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.RequestBudget;
import io.github.bingxstream.rest.RequestLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stream for each account, all of them with everything that they share. */
final class Streams implements Crowd {

    /** With the exchange's own limits a cold start of 1,000 accounts takes twenty minutes. */
    static final int LIMITS_TIMES = 400;

    private final FrameTransport frames;
    private final HttpTransport http;
    private final URI rest;
    private final URI webSocket;
    private final StreamRuntime runtime = StreamRuntime.builder()
            .budget(new RequestBudget(RequestLimits.published().addressesTimes(LIMITS_TIMES)))
            .build();
    private final List<AccountStream> streams = new ArrayList<>();

    Streams(FrameTransport frames, HttpTransport http, URI rest, URI webSocket) {
        this.frames = frames;
        this.http = http;
        this.rest = rest;
        this.webSocket = webSocket;
    }

    @Override
    public void grow(int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            streams.add(AccountStream.builder()
                    .signer(new HmacSigner(new Credentials(ExchangeProcess.apiKey(i), ExchangeProcess.secretKey(i))))
                    .http(http)
                    .frames(frames)
                    .restHosts(rest)
                    .webSocket(webSocket)
                    // Idle is what is measured: nothing but heartbeats.
                    .auditEvery(Duration.ofHours(1))
                    .runtime(runtime)
                    .sink(new Silent())
                    .open());
        }
        Crowd.await(
                "all streams are live", () -> streams.stream().allMatch(stream -> stream.state() == StreamState.LIVE));
    }

    private static final class Silent implements EventSink {
        @Override
        public void event(AccountEvent event) {
            // Nothing happens on these accounts.
        }

        @Override
        public void notice(StreamNotice notice) {
            // Whether all are live is asked for.
        }
    }
}
