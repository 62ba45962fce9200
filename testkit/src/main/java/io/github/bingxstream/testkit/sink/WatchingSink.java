package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.testkit.sandbox.SpotAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, and notices the calls that may not come. */
final class WatchingSink implements EventSink {

    private final IntConsumer alsoDoes;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    // Guarded by this.
    private final List<StreamNotice> notices = new ArrayList<>();
    private final List<String> fills = new ArrayList<>();
    private boolean armed;
    private int calls;
    private int overlaps;
    private int stale;
    private int callsBehindClosed;

    WatchingSink() {
        this(call -> {});
    }

    /** Returns one that does something within every call once it is armed, given the number of the call, from 1. */
    WatchingSink(IntConsumer alsoDoes) {
        this.alsoDoes = alsoDoes;
    }

    /** Counts calls from now on. */
    synchronized void arm() {
        armed = true;
    }

    @Override
    public void event(AccountEvent event) {
        call(() -> {
            if (event instanceof OrderUpdate update) {
                update.fill().ifPresent(fill -> fills.add(key(fill)));
            }
        });
    }

    @Override
    public void notice(StreamNotice notice) {
        call(() -> notices.add(notice));
    }

    private void call(Runnable entry) {
        Thread outer = inside.getAndSet(Thread.currentThread());
        int number;
        synchronized (this) {
            number = armed ? ++calls : 0;
            if (outer != null) {
                overlaps++;
            }
            if (hasClosed()) {
                callsBehindClosed++;
            }
            entry.run();
            notifyAll();
        }
        try {
            if (number > 0) {
                alsoDoes.accept(number);
            }
        } finally {
            inside.set(null);
        }
    }

    private static String key(Fill fill) {
        return fill.symbol().text() + "/" + fill.orderId().text() + "/"
                + fill.tradeId().map(TradeId::text).orElse("?");
    }

    static List<String> fillsOf(SpotAccount account) {
        return account.fills().stream()
                .map(fill -> fill.symbol() + "/" + fill.orderId() + "/" + fill.tradeId())
                .toList();
    }

    synchronized void stale() {
        stale++;
    }

    synchronized int staleCalls() {
        return stale;
    }

    synchronized int overlaps() {
        return overlaps;
    }

    synchronized int calls() {
        return calls;
    }

    synchronized List<String> fills() {
        return List.copyOf(fills);
    }

    synchronized <T extends StreamNotice> List<T> notices(Class<T> kind) {
        return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private synchronized boolean hasClosed() {
        return !notices(StreamNotice.Closed.class).isEmpty();
    }

    /** Returns whether the stream became complete within a while. */
    boolean isCompleteWithin(Duration time) {
        return comesWithin(
                time,
                () -> !notices(StreamNotice.GapClosed.class).isEmpty()
                        && notices(StreamNotice.GapClosed.class).size()
                                == notices(StreamNotice.GapOpened.class).size());
    }

    /** Returns whether so many channels were subscribed within a while. */
    boolean hasSubscribedWithin(Duration time, int channels) {
        return comesWithin(time, () -> notices(StreamNotice.Subscribed.class).size() >= channels);
    }

    boolean hasCallsWithin(Duration time, int count) {
        return comesWithin(time, () -> calls >= count);
    }

    boolean hasOverlapsWithin(Duration time) {
        return comesWithin(time, () -> overlaps > 0);
    }

    boolean hasFillsWithin(Duration time, int count) {
        return comesWithin(time, () -> fills.size() >= count);
    }

    boolean hasClosedWithin(Duration time) {
        return comesWithin(time, this::hasClosed);
    }

    /** Returns how many calls came behind Closed within a while; as soon as one has. */
    int callsBehindClosedWithin(Duration time) {
        comesWithin(time, () -> callsBehindClosed > 0);
        synchronized (this) {
            return callsBehindClosed;
        }
    }

    private synchronized boolean comesWithin(Duration time, BooleanSupplier expected) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!expected.getAsBoolean()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for something that nobody announces. */
    static boolean comes(Duration time, BooleanSupplier expected) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!expected.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
