package io.github.bingxstream;

import io.github.bingxstream.domain.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** A stream of orders over fakes: the test is the exchange, and sees what reaches the sink. */
final class StreamBench {

    final FakeFrames frames = new FakeFrames();
    final FakeListenKeys listenKeys = new FakeListenKeys();
    final FakeAccount account = new FakeAccount();
    final QueueingSink sink = new QueueingSink();

    AccountStreamBuilder builder() {
        return AccountStream.builder()
                .listenKeys(listenKeys)
                .account(account)
                .frames(frames)
                .sink(sink)
                .webSocket(URI.create("ws://127.0.0.1:9/market"))
                .channels(Channel.ORDERS)
                .closePatience(Duration.ofSeconds(20));
    }

    /** Lets a stream that is subscribed do what it does then: each task may bring another, a turn to ask REST among them. */
    static void letSettle(ExecutorService scheduler) throws Exception {
        for (int tasks = 0; tasks < 10; tasks++) {
            scheduler.submit(() -> {}).get();
        }
    }

    /** Lets the next connection open and its subscription be granted. */
    FakeFrames.Line goesLive() throws InterruptedException {
        FakeFrames.Line line = frames.nextLine();
        line.listener.opened();
        line.grant();
        return line;
    }
}
