package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes facts down with the time by both clocks. Safe for use by several threads; never blocks, never throws. */
final class Notebook {

    /** What a fact keeps in memory beside its texts. */
    private static final int FACT_BYTES = 200;

    private static final Set<String> SECRET_PARAMETERS = Set.of("signature", "listenKey");

    private final CaptureFile file;
    private final Redaction redaction;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Moment begun;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** Makes a fact where redaction may take its time. */
    interface Making {
        Fact fact(Redaction redaction, Instant now);
    }

    Notebook(CaptureFile file, Redaction redaction, Ticker ticker, InstantSource clock) {
        this.file = file;
        this.redaction = redaction;
        this.ticker = ticker;
        this.clock = clock;
        this.begun = ticker.now();
    }

    /** Returns the number of the next connection, whichever transport makes it. */
    int nextConnection() {
        return connections.incrementAndGet();
    }

    /** Returns the number of the next request, whichever transport carries it. */
    int nextRequest() {
        return requests.incrementAndGet();
    }

    /** Takes down a fact that holds nothing to redact. */
    void note(Fact fact) {
        note(0, (redaction, now) -> fact);
    }

    /**
     * Takes down a fact.
     *
     * @param bytes about what it keeps in memory until it is written
     */
    void note(int bytes, Making making) {
        Instant now = clock.instant();
        file.add(nanos(), now, FACT_BYTES + bytes, how -> making.fact(how, now));
    }

    /** Sees to it that a text stays in no fact. */
    void hide(String secret) {
        redaction.hide(secret);
    }

    /** Hides what a query proves or opens. */
    void hideQuery(URI uri) {
        CapturedHttp.queryOf(uri).forEach((name, value) -> {
            if (SECRET_PARAMETERS.contains(name)) {
                hide(value);
            }
        });
    }

    void close(long patienceNanos) {
        file.close(nanos(), clock.instant(), patienceNanos);
    }

    private long nanos() {
        return ticker.now().since(begun).toNanos();
    }
}
