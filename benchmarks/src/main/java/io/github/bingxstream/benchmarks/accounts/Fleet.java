package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.RequestBudget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many accounts in one process, in virtual time: the streams themselves, over an exchange that is none. */
final class Fleet implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    final VirtualTime time = new VirtualTime();
    final VirtualExchange exchange = new VirtualExchange(time);
    final RequestBudget budget = new RequestBudget();
    private final List<AccountStream> streams = new ArrayList<>();
    private final List<Notes> notes = new ArrayList<>();
    private final StreamRuntime runtime;

    /** What one stream told. */
    private static final class Notes implements EventSink {
        private int disconnected;
        private int events;
        private boolean throwing;

        @Override
        public void event(AccountEvent event) {
            events++;
            if (throwing) {
                throw new IllegalStateException("a sink that throws");
            }
        }

        @Override
        public void notice(StreamNotice notice) {
            disconnected += notice instanceof StreamNotice.Disconnected ? 1 : 0;
        }
    }

    Fleet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        runtime = StreamRuntime.builder()
                .scheduler(time)
                .deliveries(time)
                .ticker(time)
                .clock(time)
                .budget(budget)
                .seeds(random::nextLong)
                .build();
    }

    /** Opens streams of so many accounts, all at once. */
    void open(int accounts, Duration auditEvery) {
        for (int i = 0; i < accounts; i++) {
            Notes note = new Notes();
            notes.add(note);
            streams.add(AccountStream.builder()
                    .signer(new HmacSigner(new Credentials(apiKey(i), "fleet-secret-" + i)))
                    .http(exchange)
                    .frames(exchange)
                    .restHosts(URI.create("http://exchange.example"))
                    .webSocket(URI.create("ws://exchange.example/market"))
                    .auditEvery(auditEvery)
                    .runtime(runtime)
                    .sink(note)
                    .open());
        }
    }

    static String apiKey(int stream) {
        return "fleet-api-key-" + stream;
    }

    int size() {
        return streams.size();
    }

    /** How many are connected and subscribed, whether or not what they missed was repaired. */
    int live() {
        return count(StreamState.LIVE) + count(StreamState.REPAIRING);
    }

    /** How many have no gap open. */
    int complete() {
        return count(StreamState.LIVE);
    }

    private int count(StreamState state) {
        return (int) streams.stream().filter(stream -> stream.state() == state).count();
    }

    /** Lets the sink of one stream throw whenever it is called. */
    void breakSink(int stream) {
        notes.get(stream).throwing = true;
    }

    /** How many events each stream has told. */
    List<Integer> events() {
        return notes.stream().map(note -> note.events).toList();
    }

    /** How often each stream has told that it was disconnected. */
    List<Integer> disconnected() {
        return notes.stream().map(note -> note.disconnected).toList();
    }

    /** The fewest audits that one stream has had. */
    long leastAudits() {
        return streams.stream()
                .mapToLong(stream -> stream.status().counters().audits())
                .min()
                .orElse(0);
    }

    /** The most often that one stream told that it was disconnected. */
    int mostDisconnected() {
        return disconnected().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    long gapsOpened() {
        return streams.stream()
                .mapToLong(stream -> stream.status().counters().gapsOpened())
                .sum();
    }

    /** How long it took until all were live, and until all were complete; at most as long as allowed. */
    record Recovery(Duration live, Duration complete) {}

    Recovery recovers(Duration atMost) {
        Duration begin = time.elapsed();
        Duration end = begin.plus(atMost);
        Duration live = atMost;
        while (time.elapsed().compareTo(end) < 0) {
            time.pass(GLANCE);
            if (live.equals(atMost) && live() == size()) {
                live = time.elapsed().minus(begin);
            }
            if (!live.equals(atMost) && complete() == size()) {
                return new Recovery(live, time.elapsed().minus(begin));
            }
        }
        return new Recovery(live, atMost);
    }

    /** Ends all at once: streams that were closed would wait for a time that has ended. */
    @Override
    public void close() {
        time.shutdownNow();
        runtime.close();
    }
}
