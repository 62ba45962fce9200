package io.github.bingxstream.benchmarks.endtoend;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens beyond what a stream can hold: a sink that stands still while the sandbox's account trades gets a gap, and
 * afterwards every fill, once.
 */
final class SlowSink implements EventSink {

    /** Few, so that little trade is needed; 10,000 by default. */
    private static final int EVENTS_MAX = 500;

    private static final int FILLS = 1_000;

    private final Set<String> fills = new HashSet<>();
    private final Set<Long> open = new HashSet<>();
    private boolean mayGoOn = true;
    private long toldTwice;
    private @Nullable String gap;

    private SlowSink() {}

    /**
     * Plays it.
     *
     * @return what happened, in one line
     * @throws IllegalStateException if a fill was told twice; if one is missing, this waits for ever
     */
    static String play() throws Exception {
        SlowSink sink = new SlowSink();
        try (Stage stage = new Stage(List.of(), 1, List.of(), null)) {
            return sink.play(stage);
        }
    }

    private String play(Stage stage) throws Exception {
        String[] access = stage.access();
        try (JdkTransport jdk = JdkTransport.create();
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(new Credentials(access[2], access[3])))
                        .restHosts(URI.create(access[0]))
                        .webSocket(URI.create(access[1]))
                        .http(jdk.http())
                        .frames(jdk.frames())
                        .eventsMax(EVENTS_MAX)
                        .sink(this)
                        .open()) {
            awaitBeginning();
            stand();
            int made = Integer.parseInt(stage.exchange().ask("trade " + FILLS, "done"));
            goOn();
            awaitEnd(made);
            return story(made, stream.status().counters().repairedFills());
        }
    }

    @Override
    public synchronized void event(AccountEvent event) {
        awaitPermission();
        if (event instanceof OrderUpdate update) {
            update.fill().ifPresent(fill -> {
                boolean isNew = fills.add(update.order().orderId() + " " + fill.tradeId());
                toldTwice += isNew ? 0 : 1;
            });
            notifyAll();
        }
    }

    @Override
    public synchronized void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened opened) {
            open.add(opened.gap());
            if (opened.reason() != GapReason.STARTING) {
                gap = gap == null ? opened.reason().toString() : gap + " and " + opened.reason();
            }
        } else if (notice instanceof StreamNotice.GapClosed closed) {
            open.remove(closed.gap());
        }
        notifyAll();
    }

    private void awaitPermission() {
        while (!mayGoOn) {
            waitForNews();
        }
    }

    private synchronized void awaitBeginning() {
        while (open.isEmpty()) {
            waitForNews();
        }
        while (!open.isEmpty()) {
            waitForNews();
        }
    }

    private synchronized void stand() {
        mayGoOn = false;
    }

    private synchronized void goOn() {
        mayGoOn = true;
        notifyAll();
    }

    private synchronized void awaitEnd(int made) {
        while (fills.size() < made || gap == null || !open.isEmpty()) {
            waitForNews();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Whoever calls this does so in one.
    private void waitForNews() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }

    private synchronized String story(int made, long repaired) {
        if (toldTwice > 0) {
            throw new IllegalStateException(toldTwice + " fills were told twice");
        }
        return "A sink that stood still, with room for " + EVENTS_MAX + " events: gap " + gap + "; of " + made
                + " fills, " + repaired + " came by REST before it closed, and none was missing or came twice.";
    }
}
